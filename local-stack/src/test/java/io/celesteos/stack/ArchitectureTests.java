package io.celesteos.stack;

import io.celesteos.stack.cli.CelesteCommand;
import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void houseRules() {
        HouseRules.check(CelesteCommand.class);
    }
}
