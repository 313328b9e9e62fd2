package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PgFillLedgerIT {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));

    private static YachtData data;
    private static JdbcTemplate owner;

    @BeforeAll
    static void database() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, "ledger_service", "secret");
        owner = new JdbcTemplate(source);
        data = new YachtData(new DriverManagerDataSource(database.jdbcUrl(), "ledger_service", "secret"));
    }

    @Test
    void oneInstanceFillsUntilItIsNotHeardOfAnyMore() {
        PgFillLedger one = new PgFillLedger(data, "lead", 100);
        PgFillLedger other = new PgFillLedger(data, "lead", 100);

        assertThat(one.lead(YACHT)).isTrue();
        assertThat(one.lead(YACHT)).isTrue();
        assertThat(other.lead(YACHT)).isFalse();
        assertThat(new PgFillLedger(data, "another space", 100).lead(YACHT)).isTrue();

        owner.update("update embedding_fills set held_until = now() - interval '1 second' where space = 'lead'");
        assertThat(other.lead(YACHT)).isTrue();
        assertThat(one.lead(YACHT)).isFalse();
    }

    @Test
    void aDaysBudgetIsSharedByAllInstancesAndNeverExceeded() {
        PgFillLedger one = new PgFillLedger(data, "budget", 100);
        PgFillLedger other = new PgFillLedger(data, "budget", 100);

        assertThat(one.reserve(YACHT, 101)).isFalse();
        assertThat(one.reserve(YACHT, 60)).isTrue();
        assertThat(other.reserve(YACHT, 60)).isFalse();
        one.settle(YACHT, 60, 30);
        assertThat(other.reserve(YACHT, 60)).isTrue();
        assertThat(spent("budget")).isEqualTo(90);

        owner.update("update embedding_spending set day = day - 1 where space = 'budget'");
        assertThat(one.reserve(YACHT, 100)).isTrue();
        one.settle(YACHT, 100, 100);
        assertThat(one.reserve(YACHT, 1)).isFalse();
    }

    @Test
    void whatCannotHaveBeenSpentIsNotBelowZero() {
        PgFillLedger ledger = new PgFillLedger(data, "zero", 100);
        ledger.reserve(YACHT, 10);
        ledger.settle(YACHT, 50, 0);

        assertThat(spent("zero")).isZero();
        assertThat(new PgFillLedger(data, "none", 0).reserve(YACHT, 1)).isFalse();
    }

    private static long spent(String space) {
        Long tokens =
                owner.queryForObject("select sum(tokens) from embedding_spending where space = ?", Long.class, space);
        return tokens == null ? 0 : tokens;
    }
}
