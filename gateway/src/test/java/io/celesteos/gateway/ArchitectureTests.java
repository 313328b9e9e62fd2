package io.celesteos.gateway;

import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void houseRulesAreKept() {
        HouseRules.check(GatewayApplication.class);
    }
}
