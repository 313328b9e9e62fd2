package io.celesteos.search.tenancy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which yachts there are, whether they are active, and the generation of each one's data; read again about
 * every second, so that a request costs no query. Thread-safe.
 */
@Component
public final class YachtRoster {

    private static final String SELECT = """
            select y.id, y.status = 'active' as active, coalesce(g.generation, 0) as generation,
                coalesce(g.stamp::text, '') as stamp
            from yachts y left join index_generations g on g.yacht_id = y.id""";

    private final YachtData data;
    private volatile Map<YachtId, Standing> standings = Map.of();

    public YachtRoster(YachtData data) {
        this.data = data;
    }

    /** How a yacht stands: active or suspended, and the state its data is in. */
    public record Standing(boolean active, Watermark stored) {}

    /** Reads the roster again. */
    public Map<YachtId, Standing> refresh() {
        Map<YachtId, Standing> read = data.acrossYachts(jdbc -> read(jdbc, SELECT));
        standings = read;
        return read;
    }

    /**
     * Lets an active yacht pass.
     *
     * @throws ProblemException {@code unknown_yacht}, {@code yacht_inactive}, or {@code upstream_unavailable}
     *     when the yacht is not on the roster and the database cannot be asked
     */
    public void admit(YachtId yacht) {
        Standing standing = standings.get(yacht);
        if (standing == null) {
            // Added within the last second, perhaps.
            standing = ask(yacht);
        }
        if (standing == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_YACHT, "There is no yacht " + yacht + "; check yacht_id.");
        }
        if (!standing.active()) {
            throw ProblemException.of(
                    ProblemType.YACHT_INACTIVE, "Yacht " + yacht + " is suspended; ask the fleet's administrator.");
        }
    }

    private @Nullable Standing ask(YachtId yacht) {
        return data.acrossYachts(jdbc -> jdbc.sql(SELECT + " where y.id = :yacht")
                        .param("yacht", yacht.value())
                        .query((row, n) -> standing(row))
                        .optional())
                .orElse(null);
    }

    private static Map<YachtId, Standing> read(JdbcClient jdbc, String select) {
        return jdbc
                .sql(select)
                .query((row, n) -> Map.entry(new YachtId(row.getObject("id", UUID.class)), standing(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(row.getBoolean("active"), new Watermark(row.getLong("generation"), row.getString("stamp")));
    }
}
