package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PgFallbackVectorsIT {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("openai/m@2", "m", 2);

    private static FallbackVectors vectors;
    private static JdbcTemplate owner;

    @BeforeAll
    static void database() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, "fallback_service", "secret");
        owner = new JdbcTemplate(source);
        vectors = new PgFallbackVectors(
                new YachtData(new DriverManagerDataSource(database.jdbcUrl(), "fallback_service", "secret")), SPACE);
        for (YachtId yacht : List.of(YACHT, OTHER)) {
            owner.update(
                    "insert into yachts (id, name, signature_hash) values (?, 'M/Y', ?)",
                    yacht.value(),
                    new byte[] {(byte) yacht.value().getLeastSignificantBits()});
            owner.update("""
                    insert into documents (id, yacht_id, title, content_hash, body) values (?, ?, 't', ''::bytea, '')""", yacht.value(), yacht.value());
        }
        store(YACHT, 1, SPACE.name(), 8);
        store(YACHT, 2, SPACE.name(), 8);
        store(YACHT, 3, SPACE.name(), 4);
        store(YACHT, 4, "bge", 8);
        store(OTHER, 5, SPACE.name(), 8);
    }

    @Test
    void aVectorThatIsReplacedIsAnotherVersionAndEdition() {
        Map<UUID, Long> before = versions();
        String edition = vectors.edition(YACHT);
        assertThat(before).containsOnlyKeys(id(1), id(2));
        assertThat(versions()).isEqualTo(before);

        owner.update("update chunk_embeddings set embedding = embedding where chunk_id = ?", id(2));

        assertThat(versions().get(id(1))).isEqualTo(before.get(id(1)));
        assertThat(versions().get(id(2))).isNotEqualTo(before.get(id(2)));
        assertThat(vectors.edition(YACHT)).isNotEqualTo(edition);
    }

    @Test
    void onlyWhatIsAskedForAndTheYachtsOwnIsRead() {
        Map<UUID, Long> read = new HashMap<>();
        List<UUID> asked = new ArrayList<>(List.of(id(1), id(3), id(4), id(5)));
        for (int i = 0; i < 1_000; i++) {
            asked.add(id(100 + i));
        }
        asked.add(id(2));

        vectors.each(YACHT, asked.subList(0, asked.size() - 1), (chunk, version, values) -> {
            assertThat(values).hasSize(8);
            read.put(chunk, version);
        });
        assertThat(read).containsOnlyKeys(id(1));
        vectors.each(YACHT, asked, (chunk, version, values) -> read.put(chunk, version));
        assertThat(read).isEqualTo(versions());
    }

    private static Map<UUID, Long> versions() {
        Map<UUID, Long> versions = new HashMap<>();
        vectors.versions(YACHT, versions::put);
        return versions;
    }

    private static void store(YachtId yacht, int number, String space, int bytes) {
        owner.update("""
                insert into document_chunks (id, yacht_id, document_id, chunk_index, content, content_hash)
                values (?, ?, ?, ?, '', ''::bytea)""", id(number), yacht.value(), yacht.value(), number);
        owner.update(
                "insert into chunk_embeddings (chunk_id, space, yacht_id, embedding) values (?, ?, ?, ?)",
                id(number),
                space,
                yacht.value(),
                new byte[bytes]);
    }

    private static UUID id(int number) {
        return new UUID(1, number);
    }
}
