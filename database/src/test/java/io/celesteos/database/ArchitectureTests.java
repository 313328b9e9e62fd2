package io.celesteos.database;

import io.celesteos.database.migration.Migrations;
import io.celesteos.testbed.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void houseRules() {
        HouseRules.check(Migrations.class);
    }
}
