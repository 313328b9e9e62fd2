package io.celesteos.nlp;

import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theModuleKeepsTheHouseRules() {
        HouseRules.check(NlpApplication.class);
    }
}
