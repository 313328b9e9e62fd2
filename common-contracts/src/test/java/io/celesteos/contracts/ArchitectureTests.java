package io.celesteos.contracts;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theContractsKeepTheHouseRules() {
        HouseRules.check(Problem.class);
    }
}
