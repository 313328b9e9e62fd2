package io.celesteos.streaming;

import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theHouseRulesAreKept() {
        HouseRules.check(StreamingApplication.class);
    }
}
