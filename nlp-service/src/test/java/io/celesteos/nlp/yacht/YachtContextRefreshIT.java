package io.celesteos.nlp.yacht;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.nlp.reading.Yachts;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** With the default settings and a clock of the test's own: what changes in PostgreSQL shows thirty seconds later. */
class YachtContextRefreshIT {

    private static final YachtId YACHT = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final Database DATABASE = ThrowawayPostgres.shared().newDatabase();
    private static final DriverManagerDataSource OWNER =
            new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password());

    private final AtomicLong nanos = new AtomicLong();
    private final YachtContexts contexts = new CachedYachtContexts(
            new PostgresYachtRecords(OWNER),
            Yachts.compiler(),
            new YachtProperties(Duration.ofSeconds(30), Duration.ofSeconds(2), 10),
            nanos::get);

    @BeforeAll
    static void aYacht() {
        Migrations.migrate(OWNER);
        new YachtRegistry(OWNER).save(YACHT, "Celeste", ZoneId.of("UTC"), new Signature("one"), true);
    }

    @Test
    void aMachineAddedRenamedOrRemovedShowsThirtySecondsLater() {
        JdbcClient jdbc = JdbcClient.create(OWNER);
        assertThat(machines()).isEmpty();

        jdbc.sql(
                        "insert into equipment (id, yacht_id, code, name, type) values (?, ?, 'GEN-9', 'Generator 9', 'generator')")
                .params(UUID.randomUUID(), YACHT.value())
                .update();
        assertThat(machines()).as("read once and kept").isEmpty();
        thirtySecondsPass();
        assertThat(machines()).containsExactly("Generator 9");

        jdbc.sql("update equipment set name = 'Harbour generator' where code = 'GEN-9'")
                .update();
        thirtySecondsPass();
        assertThat(machines()).containsExactly("Harbour generator");

        jdbc.sql("delete from equipment where code = 'GEN-9'").update();
        thirtySecondsPass();
        assertThat(machines()).isEmpty();
    }

    private List<String> machines() {
        return switch (contexts.find(YACHT)) {
            case YachtLookup.Found found ->
                found.context().equipment().stream().map(YachtEquipment::name).toList();
            case YachtLookup.Unknown unknown -> throw new AssertionError("the yacht is not known");
            case YachtLookup.Unavailable away -> throw new AssertionError("the database did not answer");
        };
    }

    private void thirtySecondsPass() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));
    }
}
