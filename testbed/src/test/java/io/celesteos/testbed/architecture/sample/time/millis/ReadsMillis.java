package io.celesteos.testbed.architecture.sample.time.millis;

class ReadsMillis {
    long now() {
        return System.currentTimeMillis();
    }
}
