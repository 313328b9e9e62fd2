package io.celesteos.testbed.architecture.sample.injection;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class InjectedField {
    @Autowired
    private @Nullable Runnable work;
}
