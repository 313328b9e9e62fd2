package io.celesteos.bench;

import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void houseRules() {
        HouseRules.check(BenchCommand.class);
    }
}
