package io.celesteos.search;

import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theHouseRulesAreKept() {
        HouseRules.check(SearchEngineApplication.class);
    }
}
