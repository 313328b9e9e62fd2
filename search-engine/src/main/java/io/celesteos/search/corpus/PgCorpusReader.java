package io.celesteos.search.corpus;

import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.tenancy.Watermark;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.vector.EmbeddingSpaces;
import io.celesteos.search.vector.Float32Bytes;
import io.celesteos.search.vector.VectorStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the corpus under row-level security, in small transactions: a pooler never waits for a whole yacht. */
@Component
final class PgCorpusReader implements CorpusReader {

    private static final int FETCH = 1_000;
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private final YachtData data;
    private final EmbeddingSpaces spaces;
    private final VectorStore vectors;

    /** What each yacht was searched in when this instance last looked. */
    private final Map<YachtId, EmbeddingSpace> searched = new ConcurrentHashMap<>();

    private final JsonMapper json;
    private final PgHistory history;

    PgCorpusReader(YachtData data, EmbeddingSpaces spaces, VectorStore vectors, JsonMapper json) {
        this.data = data;
        this.spaces = spaces;
        this.vectors = vectors;
        this.json = json;
        this.history = new PgHistory(data);
    }

    @Override
    public Watermark watermark(YachtId yacht) {
        return history.watermark(yacht);
    }

    @Override
    public Changes changesSince(YachtId yacht, Watermark held) {
        return history.changesSince(yacht, held);
    }

    @Override
    public String database(YachtId yacht) {
        return history.database(yacht);
    }

    @Override
    public EmbeddingSpace space(YachtId yacht) {
        EmbeddingSpace serving = spaces.serving(yacht);
        EmbeddingSpace before = searched.get(yacht);
        if (before != null && !before.equals(serving)) {
            // Another instance may have switched before this one's copy of the vectors was complete.
            vectors.mirror(yacht, serving);
        }
        searched.put(yacht, serving);
        return serving;
    }

    @Override
    public void versions(YachtId yacht, EmbeddingSpace space, VersionVisitor visitor) {
        data.read(yacht, jdbc -> {
            jdbc.sql(CorpusSql.VERSIONS)
                    .withFetchSize(FETCH)
                    .param("yacht", yacht.value())
                    .param("space", space.name())
                    .query(row -> {
                        visitor.visit(
                                new PassageKey(HitType.valueOf(row.getString("type")), row.getObject("id", UUID.class)),
                                row.getLong("version"));
                    });
            return true;
        });
    }

    @Override
    public List<Versioned> read(YachtId yacht, EmbeddingSpace space, Collection<PassageKey> keys) {
        List<Versioned> passages = new ArrayList<>(keys.size());
        for (HitType type : HitType.values()) {
            List<UUID> ids = keys.stream()
                    .filter(key -> key.type() == type)
                    .map(PassageKey::id)
                    .toList();
            if (!ids.isEmpty()) {
                passages.addAll(read(yacht, space, type, ids));
            }
        }
        return passages;
    }

    private List<Versioned> read(YachtId yacht, EmbeddingSpace space, HitType type, List<UUID> ids) {
        return switch (type) {
            case DOCUMENT_CHUNK -> query(yacht, space, CorpusSql.READ_CHUNKS, ids, row -> chunk(row, space));
            case EQUIPMENT -> query(yacht, space, CorpusSql.READ_EQUIPMENT, ids, RecordPassages::equipment);
            case FAULT -> query(yacht, space, CorpusSql.READ_FAULTS, ids, RecordPassages::fault);
            case WORK_ORDER -> query(yacht, space, CorpusSql.READ_WORK_ORDERS, ids, RecordPassages::workOrder);
            case PART -> query(yacht, space, CorpusSql.READ_PARTS, ids, RecordPassages::part);
        };
    }

    private List<Versioned> query(
            YachtId yacht, EmbeddingSpace space, String sql, List<UUID> ids, RecordMapper mapper) {
        RowMapper<Versioned> rows = (row, n) -> mapper.map(row);
        return data.read(yacht, jdbc -> {
            var statement = jdbc.sql(sql).param("yacht", yacht.value()).param("ids", PgParameters.uuids(ids));
            return (sql.contains(":space") ? statement.param("space", space.name()) : statement)
                    .query(rows)
                    .list();
        });
    }

    private Versioned chunk(ResultSet row, EmbeddingSpace space) throws SQLException {
        Map<String, Object> metadata = metadata(row.getString("metadata"));
        int index = row.getInt("chunk_index");
        return new Versioned(
                new Passage(
                        PassageKey.chunk(row.getObject("id", UUID.class)),
                        row.getObject("document_id", UUID.class),
                        index,
                        metadata.get("title") instanceof String title ? title : "",
                        row.getString("content"),
                        metadata,
                        vector(row.getBytes("embedding"), space)),
                row.getLong("version"));
    }

    /** A vector of another length was not made by this space's model: the chunk counts as without one. */
    private static @Nullable UnitVector vector(byte @Nullable [] stored, EmbeddingSpace space) {
        return stored == null
                ? null
                : Float32Bytes.read(stored)
                        .filter(vector -> vector.dimensions() == space.dimensions())
                        .orElse(null);
    }

    private Map<String, Object> metadata(String text) {
        try {
            return json.readValue(text, METADATA);
        } catch (JacksonException notAnObject) {
            return Map.of();
        }
    }

    /** Maps the current row. */
    private interface RecordMapper {
        Versioned map(ResultSet row) throws SQLException;
    }
}
