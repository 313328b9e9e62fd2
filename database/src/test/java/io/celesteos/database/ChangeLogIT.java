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
import java.sql.Array;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the database tells of its own changes, whoever makes them. */
class ChangeLogIT {

    private static JdbcTemplate owner;
    private static TenantTransactions service;

    @BeforeAll
    static void migrate() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, "change_log_service", "secret");
        owner = new JdbcTemplate(source);
        service =
                new TenantTransactions(new DriverManagerDataSource(database.jdbcUrl(), "change_log_service", "secret"));
    }

    /** One statement's entry; {@code ids} is null where it changed too many rows. */
    private record Entry(
            long generation,
            String stamp,
            String changed,
            @Nullable List<UUID> ids) {}

    @ParameterizedTest
    @ValueSource(strings = {"equipment", "parts", "faults", "work_orders"})
    void additionsChangesAndDeletionsOfRecordsAreTold(String table) {
        YachtId yacht = yacht();
        UUID id = UUID.randomUUID();
        Map<String, String> columns = Map.of(
                "equipment", "(id, yacht_id, code, name, type) values (:id, :yacht, 'c', 'n', 't')",
                "parts", "(id, yacht_id, part_number, name) values (:id, :yacht, 'p', 'n')",
                "faults", "(id, yacht_id, title) values (:id, :yacht, 't')",
                "work_orders", "(id, yacht_id, number, title) values (:id, :yacht, 'w', 't')");
        run(yacht, "insert into " + table + " " + columns.get(table), id);
        run(yacht, "update " + table + " set updated_at = now() where id = :id and yacht_id = :yacht", id);
        run(yacht, "delete from " + table + " where id = :id and yacht_id = :yacht", id);

        assertThat(entries(yacht)).extracting(Entry::generation).containsExactly(1L, 2L, 3L);
        assertThat(entries(yacht)).allSatisfy(entry -> {
            assertThat(entry.changed()).isEqualTo(table);
            assertThat(entry.ids()).containsExactly(id);
        });
        assertThat(entries(yacht)).extracting(Entry::stamp).doesNotHaveDuplicates();
        assertThat(head(yacht, "stamp")).isEqualTo(entries(yacht).getLast().stamp());
    }

    @Test
    void chunksThatGoWithTheirDocumentAreTold() {
        YachtId yacht = yacht();
        UUID document = document(yacht);
        UUID chunk = chunk(yacht, document);
        run(
                yacht,
                "insert into chunk_embeddings (chunk_id, space, yacht_id, embedding) values (:id, 's', :yacht, '\\x00')",
                chunk);
        run(yacht, "delete from documents where id = :id and yacht_id = :yacht", document);

        assertThat(entries(yacht)).extracting(Entry::changed).contains("document_chunks", "chunk_embeddings");
        assertThat(entries(yacht)).extracting(Entry::ids).containsOnly(List.of(chunk));
        assertThat(entries(yacht).getLast().generation()).isGreaterThan(2);
    }

    @Test
    void aRowThatMovesToAnotherYachtIsToldToBoth() {
        YachtId from = yacht();
        YachtId to = yacht();
        UUID fault = fault(from);

        owner.update("update faults set yacht_id = ? where id = ?", to.value(), fault);

        assertThat(entries(from)).hasSize(2);
        assertThat(entries(to))
                .singleElement()
                .satisfies(entry -> assertThat(entry.ids()).containsExactly(fault));
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        YachtId yacht = yacht();
        try {
            service.write(yacht, jdbc -> {
                insertFault(jdbc, yacht, UUID.randomUUID());
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException wanted) {
            assertThat(entries(yacht)).isEmpty();
        }
        fault(yacht);
        assertThat(entries(yacht)).extracting(Entry::generation).containsExactly(1L);
    }

    @Test
    void tooManyRowsAreNotToldOneByOne() {
        YachtId yacht = yacht();
        owner.update(
                "insert into faults (id, yacht_id, title) select gen_random_uuid(), ?, 't' from generate_series(1, 5001)",
                yacht.value());

        assertThat(entries(yacht))
                .singleElement()
                .satisfies(entry -> assertThat(entry.ids()).isNull());
    }

    @Test
    void theLogIsBoundedAndSaysHowFarBackItGoes() {
        YachtId yacht = yacht();
        owner.execute("do $$ begin for i in 1..4700 loop "
                + "insert into faults (id, yacht_id, title) values (gen_random_uuid(), '" + yacht + "', 't'); "
                + "end loop; end $$");

        long from = Long.parseLong(head(yacht, "logged_from"));
        assertThat(from).isBetween(500L, 604L);
        assertThat(entries(yacht).getFirst().generation()).isEqualTo(from);
        assertThat(entries(yacht)).hasSize((int) (4701 - from));
    }

    @Test
    void anEmptiedTableIsToldAsMoreThanCanBeTold() {
        YachtId yacht = yacht();
        fault(yacht);
        owner.execute("truncate faults");

        assertThat(head(yacht, "generation")).isEqualTo("2");
        assertThat(head(yacht, "logged_from")).isEqualTo("2");
    }

    @Test
    void whatChangesAnswersAloneIsToldWithoutIds() {
        YachtId yacht = yacht();
        service.write(yacht, jdbc -> tell(jdbc, yacht));

        assertThat(entries(yacht)).singleElement().satisfies(entry -> {
            assertThat(entry.changed()).isEqualTo("elsewhere");
            assertThat(entry.ids()).isEmpty();
        });
        assertThat(head(yacht, "generation")).isEqualTo("1");
    }

    @Test
    void nothingIsToldInTheNameOfAnotherYacht() {
        YachtId mine = yacht();
        YachtId theirs = yacht();

        assertThatThrownBy(() -> service.write(mine, jdbc -> tell(jdbc, theirs)))
                .isInstanceOf(DataAccessException.class);
        assertThat(entries(theirs)).isEmpty();
    }

    @Test
    void aYachtsLogIsItsOwn() {
        YachtId mine = yacht();
        YachtId theirs = yacht();
        fault(theirs);

        Long seen = service.read(
                mine,
                jdbc -> jdbc.sql("select count(*) from index_changes")
                        .query(Long.class)
                        .single());
        assertThat(seen).isZero();
    }

    @Test
    void aDeletedYachtTakesItsLogWithIt() {
        YachtId yacht = yacht();
        chunk(yacht, document(yacht));

        owner.update("delete from yachts where id = ?", yacht.value());

        assertThat(entries(yacht)).isEmpty();
    }

    private static YachtId yacht() {
        YachtId yacht = new YachtId(UUID.randomUUID());
        new YachtRegistry(Objects.requireNonNull(owner.getDataSource()))
                .save(yacht, "yacht", ZoneOffset.UTC, new Signature(yacht.toString()), false);
        return yacht;
    }

    private static UUID fault(YachtId yacht) {
        UUID id = UUID.randomUUID();
        service.write(yacht, jdbc -> insertFault(jdbc, yacht, id));
        return id;
    }

    private static int insertFault(JdbcClient jdbc, YachtId yacht, UUID id) {
        return jdbc.sql("insert into faults (id, yacht_id, title) values (:id, :yacht, 't')")
                .param("id", id)
                .param("yacht", yacht.value())
                .update();
    }

    private static int tell(JdbcClient jdbc, YachtId yacht) {
        return jdbc.sql("select 1 from log_index_change(:yacht, 'elsewhere', '{}')")
                .param("yacht", yacht.value())
                .query(Integer.class)
                .single();
    }

    private static UUID document(YachtId yacht) {
        UUID id = UUID.randomUUID();
        run(
                yacht,
                "insert into documents (id, yacht_id, title, content_hash, body) values (:id, :yacht, 't', '\\x01', 'b')",
                id);
        return id;
    }

    private static UUID chunk(YachtId yacht, UUID document) {
        UUID id = UUID.randomUUID();
        run(
                yacht,
                "insert into document_chunks (id, yacht_id, document_id, chunk_index, content, content_hash)"
                        + " values (:id, :yacht, '" + document + "', 0, 'c', '\\x01')",
                id);
        return id;
    }

    private static void run(YachtId yacht, String sql, UUID id) {
        int rows = service.write(
                yacht,
                jdbc -> jdbc.sql(sql)
                        .param("id", id)
                        .param("yacht", yacht.value())
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    private static List<Entry> entries(YachtId yacht) {
        return owner.query(
                "select generation, stamp::text, changed, ids from index_changes where yacht_id = ? order by generation",
                (row, n) -> {
                    Array ids = row.getArray("ids");
                    return new Entry(
                            row.getLong("generation"),
                            row.getString("stamp"),
                            row.getString("changed"),
                            ids == null
                                    ? null
                                    : Stream.of((UUID[]) ids.getArray()).toList());
                },
                yacht.value());
    }

    private static String head(YachtId yacht, String column) {
        return String.valueOf(owner.queryForObject(
                "select " + column + "::text from index_generations where yacht_id = ?", String.class, yacht.value()));
    }
}
