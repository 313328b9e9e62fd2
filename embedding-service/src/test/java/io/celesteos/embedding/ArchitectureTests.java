package io.celesteos.embedding;

import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheHouseRules() {
        HouseRules.check(EmbeddingApplication.class);
    }
}
