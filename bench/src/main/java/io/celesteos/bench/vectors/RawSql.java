package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.GrownChunk;
import io.celesteos.bench.engine.BenchDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The query of pgvector's manual, prepared, on one connection of the tables' owner: no yacht, no transaction. */
final class RawSql implements Contender, AutoCloseable {

    private static final String PLAIN = "select chunk_id from " + BenchDatabase.VECTOR_TABLE
            + " order by embedding <=> cast(? as vector) limit " + ExactAnswers.K;
    private static final String FILTERED = "select v.chunk_id from " + BenchDatabase.VECTOR_TABLE
            + " v join document_chunks c on c.id = v.chunk_id where c.metadata @> cast(? as jsonb)"
            + " order by v.embedding <=> cast(? as vector) limit " + ExactAnswers.K;

    private final Connection connection;
    private final PreparedStatement plain;
    private final PreparedStatement filtered;

    RawSql(Connection connection, int efSearch) throws SQLException {
        this.connection = connection;
        try (Statement settings = connection.createStatement()) {
            settings.execute("select '[1]'::vector");
            settings.execute("set hnsw.ef_search = " + efSearch);
            settings.execute("set hnsw.iterative_scan = relaxed_order");
            settings.execute("set jit = off");
        }
        plain = connection.prepareStatement(PLAIN);
        filtered = connection.prepareStatement(FILTERED);
    }

    @Override
    public String name() {
        return "raw SQL";
    }

    @Override
    public Found find(float[] query, Share share) throws SQLException {
        PreparedStatement statement = share == Share.ALL ? plain : filtered;
        if (share == Share.ALL) {
            statement.setString(1, BenchDatabase.literal(query));
        } else {
            statement.setString(
                    1,
                    switch (share) {
                        case ALL -> "{}";
                        case TENTH -> "{\"tags\": [\"tenth\"]}";
                        case HUNDREDTH -> "{\"tags\": [\"hundredth\"]}";
                        case TOPIC -> "{\"topic\": \"topic 7\"}";
                    });
            statement.setString(2, BenchDatabase.literal(query));
        }
        List<Integer> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(GrownChunk.number(rows.getObject(1, UUID.class)));
            }
        }
        return new Found(found, Double.NaN);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
