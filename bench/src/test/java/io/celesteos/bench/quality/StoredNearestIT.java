package io.celesteos.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The comparison in Java and the one in SQL are the same one. */
class StoredNearestIT {

    private static final YachtId YACHT = new YachtId(new UUID(0, 7));
    private static final YachtId OTHER = new YachtId(new UUID(0, 8));
    private static final int DIMENSIONS = 384;

    private static DriverManagerDataSource owner;

    @BeforeAll
    static void store() {
        Database database = ThrowawayPostgres.shared().newDatabase();
        owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        SplittableRandom random = new SplittableRandom(1);
        for (YachtId yacht : new YachtId[] {YACHT, OTHER}) {
            storeYacht(yacht, random);
        }
    }

    private static void storeYacht(YachtId yacht, SplittableRandom random) {
        JdbcClient jdbc = JdbcClient.create(owner);
        UUID document = UUID.randomUUID();
        jdbc.sql("insert into yachts (id, name, time_zone, signature_hash) values (?, 'x', 'UTC', ?)")
                .params(yacht.value(), yacht.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .update();
        jdbc.sql("insert into documents (id, yacht_id, title, content_hash, body) values (?, ?, 't', '\\x00', 'b')")
                .params(document, yacht.value())
                .update();
        for (int i = 0; i < 40; i++) {
            UUID chunk = new UUID(yacht.value().getLeastSignificantBits(), i);
            float[] vector = near(random, i / 40f);
            jdbc.sql("insert into document_chunks (id, yacht_id, document_id, chunk_index, content, content_hash)"
                            + " values (?, ?, ?, ?, 'c', '\\x00')")
                    .params(chunk, yacht.value(), document, i)
                    .update();
            ByteBuffer bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            jdbc.sql("insert into chunk_embeddings (chunk_id, space, yacht_id, embedding) values (?, 's', ?, ?)")
                    .params(chunk, yacht.value(), bytes.array())
                    .update();
            jdbc.sql("insert into chunk_vectors_bge_small_en_v15 (chunk_id, yacht_id, embedding)"
                            + " values (?, ?, cast(? as vector))")
                    .params(chunk, yacht.value(), java.util.Arrays.toString(vector))
                    .update();
        }
    }

    /** Of unit length, the farther from {@link #query} the greater {@code noise}. */
    private static float[] near(SplittableRandom random, float noise) {
        float[] vector = query();
        double squares = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] += (float) (noise * 0.1 * random.nextDouble(-1, 1));
            squares += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static float[] query() {
        float[] vector = new float[DIMENSIONS];
        java.util.Arrays.fill(vector, (float) (1 / Math.sqrt(DIMENSIONS)));
        return vector;
    }

    @Test
    void bothFindTheTenNearestOfTheYachtThatAreNearEnough() {
        Map<UUID, Double> sql = new PgVectorNearest(owner).nearest(YACHT, query());
        Map<UUID, Double> here = new StoredNearest(owner).nearest(YACHT, query());

        assertThat(here.keySet()).hasSize(10).containsExactlyElementsOf(sql.keySet());
        assertThat(here)
                .allSatisfy((chunk, similarity) -> assertThat(similarity)
                        .isCloseTo(sql.getOrDefault(chunk, 0.0), within(1e-5))
                        .isGreaterThan(0.7));
        assertThat(here.keySet()).allMatch(chunk -> chunk.getMostSignificantBits() == 7);
    }

    @Test
    void whatIsTooFarIsLeftOutByBoth() {
        float[] away = query();
        for (int d = 0; d < DIMENSIONS; d += 2) {
            away[d] = -away[d];
        }

        assertThat(new PgVectorNearest(owner).nearest(YACHT, away)).isEmpty();
        assertThat(new StoredNearest(owner).nearest(YACHT, away)).isEmpty();
    }
}
