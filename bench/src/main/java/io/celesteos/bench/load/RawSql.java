package io.celesteos.bench.load;

import io.celesteos.bench.engine.BenchDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The two queries of the manuals on the tables' owner's own connections: prepared, no transaction, no row filter. */
final class RawSql implements AutoCloseable {

    private static final String WORDS = "select c.id, ts_rank(c.search_vector, q) as rank"
            + " from document_chunks c, plainto_tsquery('english', ?) q where c.search_vector @@ q"
            + " order by rank desc limit " + Service.TOP_K;
    private static final String VECTORS =
            "select chunk_id from " + BenchDatabase.VECTOR_TABLE + " order by embedding <=> ? limit " + Service.TOP_K;

    private final BlockingQueue<Session> idle;
    private final int sessions;

    /** @param sessions as many as callers, so that none waits */
    RawSql(BenchDatabase database, int sessions) throws SQLException {
        this.idle = new ArrayBlockingQueue<>(sessions);
        this.sessions = sessions;
        for (int n = 0; n < sessions; n++) {
            idle.add(new Session(database.connect()));
        }
    }

    Contender words() {
        return new Statements("raw SQL ts_rank", Kind.WORDS);
    }

    Contender vectors() {
        return new Statements("raw SQL pgvector", Kind.VECTORS);
    }

    @Override
    public void close() throws SQLException {
        for (int n = 0; n < sessions; n++) {
            Session session = idle.poll();
            if (session != null) {
                session.connection.close();
            }
        }
    }

    private final class Statements implements Contender {
        private final String name;
        private final Kind kind;

        Statements(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public boolean raw() {
            return true;
        }

        @Override
        public Reply ask(LoadQuery query) throws IOException, SQLException {
            try {
                Session session = idle.take();
                try {
                    if (kind == Kind.WORDS) {
                        read(session.words, query.text());
                    } else {
                        read(session.vectors, BenchDatabase.literal(query.vector()));
                    }
                    return Reply.SILENT;
                } finally {
                    idle.add(session);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stop);
            }
        }

        private static void read(PreparedStatement statement, String parameter) throws SQLException {
            // Of no type: cast from text, a vector would be read anew for every row that is compared.
            statement.setObject(1, parameter, Types.OTHER);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }
    }

    private static final class Session {
        private final Connection connection;
        private final PreparedStatement words;
        private final PreparedStatement vectors;

        Session(Connection connection) throws SQLException {
            this.connection = connection;
            try (Statement settings = connection.createStatement()) {
                settings.execute("set jit = off");
            }
            words = connection.prepareStatement(WORDS);
            vectors = connection.prepareStatement(VECTORS);
        }
    }
}
