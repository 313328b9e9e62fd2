package io.celesteos.testbed.architecture.sample.letters.lower;

class Lower {
    String of(String text) {
        return text.toLowerCase();
    }
}
