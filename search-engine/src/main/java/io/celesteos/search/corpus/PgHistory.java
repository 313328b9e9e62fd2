package io.celesteos.search.corpus;

import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import io.celesteos.search.tenancy.YachtData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the database logs of its own changes. */
final class PgHistory {

    /** Beyond it comparing everything costs less memory than a list of what changed. */
    private static final int MOST_CHANGES = 50_000;

    private static final Map<String, HitType> TYPES = Map.of(
            "document_chunks", HitType.DOCUMENT_CHUNK,
            "chunk_embeddings", HitType.DOCUMENT_CHUNK,
            "equipment", HitType.EQUIPMENT,
            "faults", HitType.FAULT,
            "parts", HitType.PART,
            "work_orders", HitType.WORK_ORDER);

    private final YachtData data;

    PgHistory(YachtData data) {
        this.data = data;
    }

    Watermark watermark(YachtId yacht) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(CorpusSql.WATERMARK)
                        .param("yacht", yacht.value())
                        .query((row, n) -> new Watermark(row.getLong("generation"), row.getString("stamp")))
                        .optional()
                        .orElse(Watermark.NONE));
    }

    Changes changesSince(YachtId yacht, Watermark held) {
        return data.read(yacht, jdbc -> {
            // In this order: what is deleted from the log between the two makes the log too short, never silent.
            List<LoggedChange> logged = logged(jdbc, yacht, held);
            return jdbc.sql(CorpusSql.HISTORY)
                    .param("yacht", yacht.value())
                    .param("generation", held.generation())
                    .query((row, n) -> history(row))
                    .optional()
                    .orElse(History.NEVER_CHANGED)
                    .after(held, () -> keys(jdbc, yacht, logged));
        });
    }

    private static List<LoggedChange> logged(JdbcClient jdbc, YachtId yacht, Watermark held) {
        return jdbc.sql(CorpusSql.CHANGES)
                .param("yacht", yacht.value())
                .param("generation", held.generation())
                .param("limit", MOST_CHANGES + 1)
                .query((row, n) -> new LoggedChange(row.getString("changed"), row.getObject("id", UUID.class)))
                .list();
    }

    private static History history(ResultSet row) throws SQLException {
        return new History(
                new Watermark(row.getLong("generation"), row.getString("stamp")),
                row.getLong("logged_from"),
                row.getString("held"));
    }

    private static Changes keys(JdbcClient jdbc, YachtId yacht, List<LoggedChange> logged) {
        if (logged.size() > MOST_CHANGES || logged.stream().anyMatch(change -> change.id() == null)) {
            return new Changes.Untold();
        }
        Set<PassageKey> keys = new HashSet<>();
        logged.forEach(change -> change.key().ifPresent(keys::add));
        if (keys.stream().anyMatch(key -> key.type() == HitType.EQUIPMENT)) {
            keys.addAll(jdbc.sql(CorpusSql.DEPENDANTS)
                    .param("yacht", yacht.value())
                    .query((row, n) ->
                            new PassageKey(HitType.valueOf(row.getString("type")), row.getObject("id", UUID.class)))
                    .list());
        }
        return new Changes.Keys(keys);
    }

    String database(YachtId yacht) {
        return data.read(yacht, jdbc -> {
            boolean allowed = Boolean.TRUE.equals(jdbc.sql(CorpusSql.MAY_ASK_FOR_THE_CLUSTER)
                    .query(Boolean.class)
                    .single());
            return jdbc.sql(allowed ? CorpusSql.CLUSTER : CorpusSql.DATABASE_ALONE)
                    .query(String.class)
                    .single();
        });
    }

    /** One changed row; {@code id} is null where a statement changed too many. */
    private record LoggedChange(String table, @Nullable UUID id) {

        Optional<PassageKey> key() {
            return id == null
                    ? Optional.empty()
                    : Optional.ofNullable(TYPES.get(table)).map(type -> new PassageKey(type, id));
        }
    }
}
