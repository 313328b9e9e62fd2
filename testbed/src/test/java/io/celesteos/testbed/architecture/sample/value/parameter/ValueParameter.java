package io.celesteos.testbed.architecture.sample.value.parameter;

import org.springframework.beans.factory.annotation.Value;

class ValueParameter {
    ValueParameter(@Value("${sample}") int limit) {}
}
