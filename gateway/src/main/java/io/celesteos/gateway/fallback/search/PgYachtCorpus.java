package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The yacht's rows in PostgreSQL, with or without pgvector. */
final class PgYachtCorpus implements YachtCorpus {

    private static final Pattern VECTOR_TABLE = Pattern.compile("chunk_vectors_[a-z0-9_]{1,40}");
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
    private static final int FETCH = 500;

    private final TenantTransactions transactions;
    private final SearchFallbackProperties properties;
    private final JsonMapper json;

    PgYachtCorpus(TenantTransactions transactions, SearchFallbackProperties properties, JsonMapper json) {
        this.transactions = transactions;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public Optional<VectorSpace> space(YachtId yacht, Deadline until) {
        return read(
                yacht,
                until,
                jdbc -> jdbc.sql(CorpusSql.SPACE)
                        .param("yacht", yacht.value())
                        .param("most", properties.maxScanned() + 1)
                        .query((row, n) -> row.getInt("stored") == 0 ? null : space(yacht, jdbc, row))
                        .optional());
    }

    private VectorSpace space(YachtId yacht, JdbcClient jdbc, ResultSet row) throws SQLException {
        String name = row.getString("name");
        String table = row.getString("table_name");
        boolean mirrored = row.getBoolean("has_table")
                && VECTOR_TABLE.matcher(table).matches()
                && jdbc.sql(CorpusSql.MIRRORED.formatted(table))
                        .param("yacht", yacht.value())
                        .param("space", name)
                        .query(Boolean.class)
                        .single();
        return new VectorSpace(
                name,
                row.getString("model"),
                row.getInt("dimensions"),
                table,
                mirrored,
                row.getInt("stored") <= properties.maxScanned());
    }

    @Override
    public List<Ranked> withWords(YachtId yacht, QueryWords words, SearchFilters filters, int limit, Deadline until) {
        FilterConditions conditions = FilterConditions.of(filters, json);
        List<String> patterns =
                words.codes().stream().map(PgYachtCorpus::anywhere).toList();
        return read(
                yacht,
                until,
                jdbc -> jdbc.sql(CorpusSql.WITH_WORDS.replace("%s", conditions.sql()))
                        .params(conditions.parameters())
                        .param("yacht", yacht.value())
                        .param("words", json.writeValueAsString(words.words()))
                        .param("patterns", json.writeValueAsString(patterns))
                        .param("joined", json.writeValueAsString(words.joined()))
                        .param("any", words.anyOfThem())
                        .param("limit", limit)
                        .query((row, n) -> new Ranked(key(row), row.getDouble("score")))
                        .list());
    }

    /** As a pattern of {@code like}, taken literally. */
    private static String anywhere(String code) {
        return "%" + code.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    @Override
    public List<Ranked> nearest(
            YachtId yacht, VectorSpace space, QueryVector vector, SearchFilters filters, int limit, Deadline until) {
        FilterConditions conditions = FilterConditions.of(filters, json);
        return read(
                yacht,
                until,
                jdbc -> space.inPgvector()
                        ? inPgvector(jdbc, yacht, space, vector, conditions, limit)
                        : oneByOne(jdbc, yacht, space, vector, conditions, limit, until));
    }

    private static List<Ranked> inPgvector(
            JdbcClient jdbc,
            YachtId yacht,
            VectorSpace space,
            QueryVector vector,
            FilterConditions conditions,
            int limit) {
        if (!space.few()) {
            jdbc.sql(CorpusSql.GRAPH_SETTINGS).query((row, n) -> 1).single();
        }
        String sql = space.few() ? CorpusSql.NEAREST_OF_FEW : CorpusSql.NEAREST_OF_MANY;
        return jdbc.sql(sql.formatted(space.table(), conditions.sql()))
                .params(conditions.parameters())
                .param("yacht", yacht.value())
                .param("vector", vector.text())
                .param("limit", limit)
                .query((row, n) -> new Ranked(chunk(row), row.getDouble("score")))
                .list();
    }

    private static List<Ranked> oneByOne(
            JdbcClient jdbc,
            YachtId yacht,
            VectorSpace space,
            QueryVector vector,
            FilterConditions conditions,
            int limit,
            Deadline until) {
        NearestSoFar nearest = new NearestSoFar(vector, limit);
        jdbc.sql(CorpusSql.STORED_VECTORS.formatted(conditions.sql()))
                .withFetchSize(FETCH)
                .params(conditions.parameters())
                .param("yacht", yacht.value())
                .param("space", space.name())
                .param("bytes", space.dimensions() * Float.BYTES)
                .query(row -> {
                    // The statement's limit begins anew with each fetch.
                    if (until.passed()) {
                        throw new CorpusUnavailableException("comparing vectors took too long", new SQLException());
                    }
                    nearest.offer(chunk(row), row.getBytes("embedding"));
                });
        return nearest.ranked();
    }

    @Override
    public Map<PassageKey, Passage> read(YachtId yacht, Collection<PassageKey> keys, Deadline until) {
        String ids = keys.stream().map(key -> key.id().toString()).collect(Collectors.joining(",", "{", "}"));
        Map<PassageKey, Passage> passages = new HashMap<>();
        read(
                        yacht,
                        until,
                        jdbc -> jdbc.sql(CorpusSql.READ)
                                .param("yacht", yacht.value())
                                .param("ids", ids)
                                .query((row, n) -> passage(row))
                                .list())
                .forEach(passage -> passages.put(passage.key(), passage));
        return passages;
    }

    private Passage passage(ResultSet row) throws SQLException {
        int index = row.getInt("chunk_index");
        Integer chunkIndex = row.wasNull() ? null : index;
        return new Passage(
                key(row),
                row.getObject("document_id", UUID.class),
                chunkIndex,
                row.getString("content"),
                metadata(row.getString("metadata")));
    }

    private Map<String, Object> metadata(@Nullable String text) {
        try {
            return text == null ? Map.of() : json.readValue(text, METADATA);
        } catch (JacksonException notAnObject) {
            return Map.of();
        }
    }

    private static PassageKey key(ResultSet row) throws SQLException {
        return new PassageKey(HitType.valueOf(row.getString("type")), row.getObject("id", UUID.class));
    }

    private static PassageKey chunk(ResultSet row) throws SQLException {
        return new PassageKey(HitType.DOCUMENT_CHUNK, row.getObject("chunk_id", UUID.class));
    }

    private <T> T read(YachtId yacht, Deadline until, Function<JdbcClient, T> work) {
        Duration left = until.atMost(properties.statementTimeout());
        try {
            return transactions.read(yacht, jdbc -> {
                // Compiling a statement that takes milliseconds would take a hundred.
                jdbc.sql("select set_config('jit', 'off', true), set_config('statement_timeout', :millis, true)")
                        .param("millis", Long.toString(Math.max(1, left.toMillis())))
                        .query((row, n) -> 1)
                        .single();
                return work.apply(jdbc);
            });
        } catch (CorpusUnavailableException late) {
            throw late;
        } catch (RuntimeException away) {
            throw new CorpusUnavailableException(String.valueOf(away.getMessage()), away);
        }
    }
}
