package io.celesteos.testbed.architecture;

import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theTestbedKeepsTheHouseRules() {
        HouseRules.check(HouseRules.class);
    }
}
