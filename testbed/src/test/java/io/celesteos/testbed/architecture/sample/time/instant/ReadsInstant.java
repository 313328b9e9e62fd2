package io.celesteos.testbed.architecture.sample.time.instant;

import java.time.Instant;

class ReadsInstant {
    Instant now() {
        return Instant.now();
    }
}
