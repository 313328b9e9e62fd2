package io.celesteos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.tenancy.TenantTransactions;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Row-level security against callers who do everything wrong. */
class TenantIsolationIT {

    private static final YachtId OURS = new YachtId(UUID.fromString("00000000-0000-4000-8000-00000000000a"));
    private static final YachtId THEIRS = new YachtId(UUID.fromString("00000000-0000-4000-8000-00000000000b"));

    private static DriverManagerDataSource service;
    private static TenantTransactions transactions;

    @BeforeAll
    static void twoYachtsWithOneDocumentEach() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, "isolation_service", "it's secret");
        service = new DriverManagerDataSource(database.jdbcUrl(), "isolation_service", "it's secret");
        transactions = new TenantTransactions(service);
        for (YachtId yacht : List.of(OURS, THEIRS)) {
            new YachtRegistry(owner).save(yacht, "yacht", ZoneOffset.UTC, new Signature("sig-" + yacht), false);
            transactions.write(yacht, jdbc -> insertDocument(jdbc, yacht, UUID.randomUUID()));
        }
    }

    private static int insertDocument(JdbcClient jdbc, YachtId yacht, UUID id) {
        return jdbc.sql(
                        "insert into documents (id, yacht_id, title, content_hash, body) values (:id, :yacht, 't', :h, 'b')")
                .param("id", id)
                .param("yacht", yacht.value())
                .param("h", id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .update();
    }

    @Test
    void aYachtSeesItsOwnRowsOnly() {
        List<UUID> seen = transactions.read(
                OURS,
                jdbc -> jdbc.sql("select yacht_id from documents")
                        .query(UUID.class)
                        .list());

        assertThat(seen).isNotEmpty().containsOnly(OURS.value());
    }

    @Test
    void namingTheOtherYachtInTheQueryFindsNothing() {
        assertThat(transactions.<List<UUID>>read(
                        OURS,
                        jdbc -> jdbc.sql("select id from documents where yacht_id = :other")
                                .param("other", THEIRS.value())
                                .query(UUID.class)
                                .list()))
                .isEmpty();
    }

    @Test
    void writingARowOfAnotherYachtIsRefused() {
        assertThatThrownBy(() -> transactions.write(OURS, jdbc -> insertDocument(jdbc, THEIRS, UUID.randomUUID())))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void anotherYachtsRowsCanBeNeitherChangedNorTakenOver() {
        int changed = transactions.write(
                OURS,
                jdbc -> jdbc.sql("update documents set title = 'mine' where yacht_id = :other")
                                .param("other", THEIRS.value())
                                .update()
                        + jdbc.sql("delete from documents where yacht_id = :other")
                                .param("other", THEIRS.value())
                                .update());

        assertThat(changed).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equipment",
                "locations",
                "parts",
                "faults",
                "work_orders",
                "documents",
                "document_chunks",
                "chunk_embeddings",
                "chunk_token_vectors",
                "jobs",
                "index_changes",
                "search_queries",
                "workflow_runs",
                "workflow_steps",
                "yacht_wanted_spaces",
                "api_keys",
                "chunk_vectors_bge_small_en_v15"
            })
    void withoutAYachtThereAreNoRowsAtAll(String table) {
        assertThat(JdbcClient.create(service)
                        .sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theSettingEndsWithItsTransaction() throws Exception {
        try (var connection = service.getConnection()) {
            connection.setAutoCommit(false);
            var one = new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true);
            new TenantTransactions(one)
                    .read(
                            OURS,
                            jdbc -> jdbc.sql("select 1").query(Integer.class).single());

            assertThat(JdbcClient.create(one)
                            .sql("select count(*) from documents")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void everyTableWithAYachtColumnHasForcedRowLevelSecurity() {
        List<String> open =
                JdbcClient.create(service).sql("""
                        select c.relname from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'yacht_id' and not a.attisdropped
                        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                          and not (c.relrowsecurity and c.relforcerowsecurity)""").query(String.class).list();

        // Holds a counter for each yacht and nothing else; read across yachts by the index.
        assertThat(open).containsExactly("index_generations");
    }

    @Test
    void theServiceRoleCannotSwitchSecurityOff() {
        var jdbc = JdbcClient.create(service);

        assertThatThrownBy(() -> jdbc.sql("alter table documents disable row level security")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("update yachts set status = 'active'").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void everyChangeOfIndexedRowsRaisesTheGenerationOfThatYachtAlone() {
        long before = generation(OURS);
        long theirs = generation(THEIRS);

        transactions.write(
                OURS,
                jdbc -> jdbc.sql("insert into faults (id, yacht_id, title) values (:id, :yacht, 'leak')")
                        .param("id", UUID.randomUUID())
                        .param("yacht", OURS.value())
                        .update());
        long inserted = generation(OURS);
        transactions.write(OURS, jdbc -> jdbc.sql("delete from faults").update());

        assertThat(inserted).isEqualTo(before + 1);
        assertThat(generation(OURS)).isEqualTo(before + 2);
        assertThat(generation(THEIRS)).isEqualTo(theirs);
    }

    private static long generation(YachtId yacht) {
        return JdbcClient.create(service)
                .sql("select generation from index_generations where yacht_id = :yacht")
                .param("yacht", yacht.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
