package io.celesteos.search.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.search.backfill.PendingTokenVectors.PendingText;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.tokenvector.TokenVectorStore;
import io.celesteos.search.tokenvector.TokenVectorStore.Wanted;
import io.celesteos.search.tokenvector.TokenVectorStores;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code chunk_token_vectors}: what waits, what is stored, and who may read it. */
class TokenVectorTableIT {

    private static final TokenVectorMatrix VECTORS = TokenVectorMatrix.quantize(new float[] {1, 0, 0.6f, 0.8f}, 2);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static JdbcTemplate owner;
    private static YachtRegistry registry;
    private static PendingTokenVectors pending;
    private static TokenVectorStore store;

    private YachtId yacht;
    private UUID chunk;

    @BeforeAll
    static void migrate() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, "token_vector_service", "secret");
        owner = new JdbcTemplate(source);
        registry = new YachtRegistry(source);
        YachtData data =
                new YachtData(new DriverManagerDataSource(database.jdbcUrl(), "token_vector_service", "secret"));
        pending = new PgPendingTokenVectors(data);
        store = TokenVectorStores.postgres(data);
    }

    @BeforeEach
    void aYachtWithAChunk() {
        yacht = yacht();
        chunk = chunk(yacht, "Grease the winch.");
    }

    @Test
    void whatIsStoredIsReadAndWaitsNoMore() {
        List<PendingText> waiting = pending.next(yacht, "s", 10);
        assertThat(waiting).singleElement().satisfies(each -> {
            assertThat(each.chunk()).isEqualTo(chunk);
            assertThat(each.text()).isEqualTo("Title\nSection\nGrease the winch.");
        });

        save(waiting.getFirst(), "s");

        assertThat(pending.next(yacht, "s", 10)).isEmpty();
        assertThat(pending.next(yacht, "t", 10)).hasSize(1);
        TokenVectorMatrix read = read(yacht, "s").get(chunk).orElseThrow();
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.maxSim(VECTORS)).isGreaterThan(0.99);
        assertThat(read(yacht, "t")).isEmpty();
    }

    @Test
    void aChunkWithoutReadableTextIsStoredAsSuch() {
        pending.save(yacht, "s", Map.of(pending.next(yacht, "s", 1).getFirst(), new byte[0]));

        assertThat(read(yacht, "s")).containsEntry(chunk, Optional.empty());
        assertThat(pending.next(yacht, "s", 10)).isEmpty();
    }

    @Test
    void bytesThatAreNoVectorsOfTheSpaceAreNotRead() {
        pending.save(yacht, "s", Map.of(pending.next(yacht, "s", 1).getFirst(), new byte[] {1, 2, 3, 4, 5, 6, 7}));

        assertThat(read(yacht, "s")).isEmpty();
    }

    @Test
    void anotherYachtNeitherReadsThemNorWritesThem() {
        PendingText text = pending.next(yacht, "s", 1).getFirst();
        YachtId attacker = yacht();
        pending.save(attacker, "s", Map.of(text, VECTORS.pack()));
        assertThat(rows()).isZero();

        save(text, "s");
        assertThat(read(attacker, "s")).isEmpty();
        assertThat(pending.next(attacker, "s", 10)).isEmpty();

        pending.tidy(attacker, "other");
        assertThat(rows()).isOne();
    }

    @Test
    void vectorsOfATextThatChangedMeanwhileAreNotStored() {
        PendingText text = pending.next(yacht, "s", 1).getFirst();
        owner.update("update document_chunks set content = 'Grease it well.' where id = ?", chunk);

        save(text, "s");

        assertThat(rows()).isZero();
        assertThat(pending.next(yacht, "s", 1).getFirst().text()).endsWith("Grease it well.");
    }

    @Test
    void vectorsOfAChunkThatIsGoneAreNotStored() {
        PendingText text = pending.next(yacht, "s", 1).getFirst();
        owner.update("delete from document_chunks where id = ?", chunk);

        save(text, "s");

        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            content = 'Oil the winch.'                                        | 0
            metadata = jsonb_set(metadata, '{title}', '"Other"')              | 0
            metadata = jsonb_set(metadata, '{section}', '"Other"')            | 0
            metadata = jsonb_set(metadata, '{source}', '"Other"')             | 1
            updated_at = now()                                                | 1
            """)
    void onlyAnotherTextMakesThemWorthless(String change, int left) {
        save(pending.next(yacht, "s", 1).getFirst(), "s");

        owner.update("update document_chunks set " + change + " where id = ?", chunk);

        assertThat(rows()).isEqualTo(left);
    }

    @Test
    void theyGoWithTheirDocument() {
        save(pending.next(yacht, "s", 1).getFirst(), "s");

        owner.update("delete from documents where yacht_id = ?", yacht.value());

        assertThat(rows()).isZero();
    }

    @Test
    void writingThemIsNoChangeOfTheIndex() {
        PendingText text = pending.next(yacht, "s", 1).getFirst();
        Long before = generation();

        save(text, "s");

        assertThat(generation()).isEqualTo(before);
    }

    @Test
    void otherSpacesAreKeptForADay() {
        PendingText text = pending.next(yacht, "new", 1).getFirst();
        for (String space : List.of("new", "old", "older")) {
            save(text, space);
        }
        owner.update("update chunk_token_vectors set made_at = now() - interval '25 hours' where space <> 'old'");

        pending.tidy(yacht, "new");

        assertThat(owner.queryForList("select space from chunk_token_vectors where chunk_id = ?", String.class, chunk))
                .containsExactlyInAnyOrder("new", "old");
    }

    private void save(PendingText text, String space) {
        pending.save(yacht, space, Map.of(text, VECTORS.pack()));
    }

    private Map<UUID, Optional<TokenVectorMatrix>> read(YachtId who, String space) {
        return store.read(who, space, 2, List.of(new Wanted(chunk, 1)), LIMIT);
    }

    private int rows() {
        Integer rows = owner.queryForObject(
                "select count(*) from chunk_token_vectors where chunk_id = ?", Integer.class, chunk);
        return rows == null ? -1 : rows;
    }

    private Long generation() {
        return owner.queryForObject(
                "select generation from index_generations where yacht_id = ?", Long.class, yacht.value());
    }

    private static YachtId yacht() {
        YachtId yacht = new YachtId(UUID.randomUUID());
        registry.save(yacht, "yacht", ZoneOffset.UTC, new Signature(yacht.toString()), false);
        return yacht;
    }

    private static UUID chunk(YachtId yacht, String content) {
        UUID document = UUID.randomUUID();
        UUID chunk = UUID.randomUUID();
        owner.update(
                "insert into documents (id, yacht_id, title, content_hash, body) values (?, ?, 't', ?, 'b')",
                document,
                yacht.value(),
                new byte[] {1});
        owner.update(
                "insert into document_chunks (id, yacht_id, document_id, chunk_index, content, metadata, content_hash)"
                        + " values (?, ?, ?, 0, ?, '{\"title\": \"Title\", \"section\": \"Section\"}', '\\x01')",
                chunk,
                yacht.value(),
                document,
                content);
        return chunk;
    }
}
