package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same where the database has no pgvector: the stored vectors, compared one by one here. */
final class StoredNearest implements Nearest {

    private final JdbcClient jdbc;
    private final Map<YachtId, List<Stored>> yachts = new ConcurrentHashMap<>();

    StoredNearest(DataSource owner) {
        this.jdbc = JdbcClient.create(owner);
    }

    /** Of unit length, as the service stores them. */
    private record Stored(UUID chunk, float[] vector) {

        double similarity(float[] query) {
            double dot = 0;
            for (int i = 0; i < query.length; i++) {
                dot += query[i] * vector[i];
            }
            return dot;
        }
    }

    @Override
    public Map<UUID, Double> nearest(YachtId yacht, float[] query) {
        Map<UUID, Double> nearest = new LinkedHashMap<>();
        yachts.computeIfAbsent(yacht, this::read).stream()
                .map(stored -> Map.entry(stored.chunk(), stored.similarity(query)))
                .filter(each -> 1 - each.getValue() < FARTHEST)
                .sorted(Map.Entry.<UUID, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LIMIT)
                .forEach(each -> nearest.put(each.getKey(), each.getValue()));
        return nearest;
    }

    private List<Stored> read(YachtId yacht) {
        return jdbc.sql("select chunk_id, embedding from chunk_embeddings where yacht_id = :yacht")
                .param("yacht", yacht.value())
                .query((row, n) -> new Stored(row.getObject("chunk_id", UUID.class), floats(row.getBytes("embedding"))))
                .list();
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
