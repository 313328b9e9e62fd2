package io.celesteos.testbed.architecture.sample.printing;

class Printer {
    void tell(IllegalStateException failure) {
        failure.printStackTrace();
    }
}
