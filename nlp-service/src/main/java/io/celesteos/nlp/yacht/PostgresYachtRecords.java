package io.celesteos.nlp.yacht;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.database.yachts.YachtDirectory;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The records in PostgreSQL, read in one transaction under the yacht's row-level security. */
final class PostgresYachtRecords implements YachtRecordSource {

    /** More machines, zones and parts than any yacht has; a runaway import must not fill the heap. */
    private static final int MOST_EQUIPMENT = 5_000;

    private static final int MOST_ZONES = 2_000;
    private static final int MOST_PARTS = 50_000;

    private final YachtDirectory directory;
    private final TenantTransactions transactions;

    PostgresYachtRecords(DataSource dataSource) {
        this.directory = new YachtDirectory(dataSource);
        this.transactions = new TenantTransactions(dataSource);
    }

    @Override
    public Optional<YachtRecords> read(YachtId id) {
        return directory
                .byId(id)
                .filter(Yacht::active)
                .map(yacht -> transactions.read(id, jdbc -> records(yacht, jdbc)));
    }

    private static YachtRecords records(Yacht yacht, JdbcClient jdbc) {
        return new YachtRecords(yacht.id(), yacht.timeZone(), equipment(jdbc), zones(jdbc), parts(jdbc));
    }

    private static List<YachtEquipment> equipment(JdbcClient jdbc) {
        return jdbc.sql("""
                select id, code, name, type, manufacturer, model, side, number, aliases
                from equipment order by code limit :most""")
                .param("most", MOST_EQUIPMENT)
                .query((row, n) -> new YachtEquipment(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("type"),
                        text(row, "manufacturer"),
                        text(row, "model"),
                        text(row, "side"),
                        row.getObject("number", Integer.class),
                        texts(row, "aliases")))
                .list();
    }

    private static List<YachtZone> zones(JdbcClient jdbc) {
        return jdbc.sql("select code, name, aliases from locations order by code limit :most")
                .param("most", MOST_ZONES)
                .query((row, n) -> new YachtZone(row.getString("code"), row.getString("name"), texts(row, "aliases")))
                .list();
    }

    private static List<YachtPart> parts(JdbcClient jdbc) {
        return jdbc.sql("select part_number, name, manufacturer from parts order by part_number limit :most")
                .param("most", MOST_PARTS)
                .query((row, n) ->
                        new YachtPart(row.getString("part_number"), row.getString("name"), text(row, "manufacturer")))
                .list();
    }

    private static @Nullable String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null || value.isBlank() ? null : value;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
