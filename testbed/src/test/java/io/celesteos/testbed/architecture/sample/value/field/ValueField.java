package io.celesteos.testbed.architecture.sample.value.field;

import org.springframework.beans.factory.annotation.Value;

class ValueField {
    @Value("${sample}")
    private int limit;
}
