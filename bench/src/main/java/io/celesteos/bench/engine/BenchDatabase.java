package io.celesteos.bench.engine;

import io.celesteos.bench.corpus.GrownChunk;
import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database with the real schema and one yacht, filled in bulk as no service could. Rows are made while they are sent:
 * however many there are, no more than one is held.
 */
public final class BenchDatabase {

    /** Of PostgreSQL itself; what is read beyond it comes from the system's own cache. */
    private static final String SHARED_BUFFERS = "512MB";

    private static final String MAINTENANCE_MEMORY = "768MB";
    private static final int CHUNKS_A_DOCUMENT = 20;
    private static final int ROWS_A_REPORT = 1_000;
    private static final String SPACE = "bge-small-en-v1.5";

    public static final String LOGIN = "bench_service";
    public static final String PASSWORD = "bench service";
    public static final String VECTOR_TABLE = "chunk_vectors_bge_small_en_v15";

    private final Database database;
    private final YachtId yacht = new YachtId(new UUID(0x4000L, 0x8000_0000_0000_0000L));

    private BenchDatabase(Database database) {
        this.database = database;
    }

    /** One that is gone when the JVM ends. */
    public static BenchDatabase start() {
        memory();
        return over(ThrowawayPostgres.shared().newDatabase());
    }

    /** Adds what the schema and the yacht lack. */
    public static BenchDatabase over(Database database) {
        var owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, LOGIN, PASSWORD);
        BenchDatabase bench = new BenchDatabase(database);
        new YachtRegistry(owner).save(bench.yacht, "bench", ZoneOffset.UTC, new Signature("bench"), false);
        return bench;
    }

    /** Has servers that are started from now on use so much memory as large tables want. */
    public static void memory() {
        System.setProperty("testbed.postgres.shared-buffers", SHARED_BUFFERS);
    }

    public String url() {
        return database.jdbcUrl();
    }

    public YachtId yacht() {
        return yacht;
    }

    /** As the schema's owner, beyond row-level security. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    /** Documents, chunks and their stored vectors: all of them or none. */
    public void store(GrownCorpus corpus, int chunks) throws SQLException, IOException {
        store(corpus, chunks, rows -> {});
    }

    /** @param progress is told of rows stored, two for each chunk */
    public void store(GrownCorpus corpus, int chunks, LongConsumer progress) throws SQLException, IOException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "insert into embedding_spaces values ('" + SPACE + "', '" + VECTOR_TABLE + "', '" + SPACE + "', "
                            + corpus.dimensions() + ", now()) on conflict do nothing");
            int documents = (chunks + CHUNKS_A_DOCUMENT - 1) / CHUNKS_A_DOCUMENT;
            copy(
                    connection,
                    "documents (id, yacht_id, title, content_hash, body)",
                    documents,
                    number -> document(number) + "\t" + yacht + "\tDocument " + number + "\t\\\\x"
                            + HexFormat.of().toHexDigits(number) + "\t-",
                    rows -> {});
            copy(
                    connection,
                    "document_chunks (id, yacht_id, document_id, chunk_index, content, metadata, content_hash)",
                    chunks,
                    number -> row(corpus.chunk(number)),
                    progress);
            copy(
                    connection,
                    "chunk_embeddings (chunk_id, space, yacht_id, embedding)",
                    chunks,
                    number -> GrownChunk.id(number) + "\t" + SPACE + "\t" + yacht + "\t\\\\x"
                            + hex(corpus.chunk(number).vector()),
                    rows -> progress.accept(chunks + rows));
            connection.commit();
            connection.setAutoCommit(true);
            // Here, where it costs no measurement, and not when the server finds time for it.
            execute(connection, "vacuum (analyze)");
        }
    }

    /**
     * The searched copy of the vectors and its graph: both or neither.
     *
     * @return seconds the graph took to build
     */
    public double storeVectors(GrownCorpus corpus, int chunks) throws SQLException, IOException {
        return storeVectors(corpus, chunks, rows -> {});
    }

    /** @param progress is told of rows stored; the graph comes after the last */
    public double storeVectors(GrownCorpus corpus, int chunks, LongConsumer progress) throws SQLException, IOException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            String graph = graph(connection);
            String definition = text(connection, "select pg_get_indexdef('" + graph + "'::regclass)");
            execute(connection, "drop index " + graph);
            copy(
                    connection,
                    VECTOR_TABLE + " (chunk_id, yacht_id, embedding)",
                    chunks,
                    number -> GrownChunk.id(number) + "\t" + yacht + "\t"
                            + literal(corpus.chunk(number).vector()),
                    progress);
            execute(connection, "set local maintenance_work_mem = '" + MAINTENANCE_MEMORY + "'");
            long start = System.nanoTime();
            execute(connection, definition.replace(" ON ONLY ", " ON "));
            double seconds = (System.nanoTime() - start) / 1e9;
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "vacuum (analyze) " + VECTOR_TABLE);
            return seconds;
        }
    }

    /** As pgvector reads it. */
    public static String literal(float[] vector) {
        StringBuilder text = new StringBuilder("[");
        for (float value : vector) {
            text.append(text.length() == 1 ? "" : ",").append(value);
        }
        return text.append(']').toString();
    }

    /** Bytes of everything: tables, indexes, vectors. */
    public long bytes() throws SQLException {
        try (Connection connection = connect()) {
            return Long.parseLong(text(connection, "select pg_database_size(current_database())"));
        }
    }

    /** Bytes of the vectors' table, and of its graph alone. */
    public long[] vectorBytes() throws SQLException {
        try (Connection connection = connect()) {
            return new long[] {
                Long.parseLong(text(connection, sum("pg_table_size(relid)", VECTOR_TABLE))),
                Long.parseLong(text(connection, sum("pg_relation_size(relid)", graph(connection))))
            };
        }
    }

    private static String sum(String size, String relation) {
        return "select coalesce(sum(" + size + "), 0) from pg_partition_tree('" + relation + "')";
    }

    private static String graph(Connection connection) throws SQLException {
        return text(
                connection,
                "select indexname from pg_indexes where tablename = '" + VECTOR_TABLE
                        + "' and indexdef like '%USING hnsw%'");
    }

    private String row(GrownChunk chunk) {
        String metadata = "{\"title\": \"Document " + chunk.number() / CHUNKS_A_DOCUMENT + "\", \"topic\": \""
                + chunk.topic() + "\", \"tags\": ["
                + String.join(
                        ",", chunk.tags().stream().map(tag -> '"' + tag + '"').toList()) + "]}";
        return String.join(
                "\t",
                chunk.id().toString(),
                yacht.toString(),
                document(chunk.number() / CHUNKS_A_DOCUMENT).toString(),
                Integer.toString(chunk.number() % CHUNKS_A_DOCUMENT),
                escaped(chunk.text()),
                escaped(metadata),
                "\\\\x00");
    }

    private static UUID document(int number) {
        return new UUID(0x4001L, 0x8000_0000_0000_0000L | number);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ").replace("\r", " ");
    }

    private static String hex(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return HexFormat.of().formatHex(bytes.array());
    }

    private static void copy(
            Connection connection, String table, int rows, IntFunction<String> row, LongConsumer progress)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        try {
            for (int number = 0; number < rows; number++) {
                byte[] line = (row.apply(number) + "\n").getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(line, 0, line.length);
                if ((number + 1) % ROWS_A_REPORT == 0) {
                    progress.accept(number + 1);
                }
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("no row: " + sql);
            }
            return row.getString(1);
        }
    }
}
