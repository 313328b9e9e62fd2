package io.celesteos.testbed.architecture.sample.sleeping;

class Sleeper {
    Runnable nap() {
        return new Runnable() {
            @Override
            public void run() {
                try {
                    Thread.sleep(1);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
