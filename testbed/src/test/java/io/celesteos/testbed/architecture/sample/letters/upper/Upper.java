package io.celesteos.testbed.architecture.sample.letters.upper;

import java.util.function.UnaryOperator;

class Upper {
    UnaryOperator<String> of() {
        return String::toUpperCase;
    }
}
