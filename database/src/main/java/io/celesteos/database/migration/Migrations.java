package io.celesteos.database.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings a database to the current schema. Safe to run by several processes at once (Flyway holds a lock) and
 * again and again.
 *
 * <p>The vector tables are a history of their own: they are made when the server has pgvector, also on a later
 * run when it came afterwards.
 */
public final class Migrations {

    /** Group role that the services' login roles are members of. */
    public static final String APP_ROLE = "celeste_app";

    private Migrations() {}

    /**
     * @param owner connections of the schema's owner, not of the services' role
     * @return what was done
     */
    public static MigrationOutcome migrate(DataSource owner) {
        int applied = apply(owner, "classpath:db/schema", "flyway_schema_history");
        boolean vectors = serverHasPgvector(owner);
        if (vectors) {
            applied += apply(owner, "classpath:db/pgvector", "flyway_pgvector_history");
        }
        return new MigrationOutcome(applied, vectors);
    }

    private static int apply(DataSource owner, String location, String historyTable) {
        return Flyway.configure()
                .dataSource(owner)
                .locations(location)
                .table(historyTable)
                .baselineOnMigrate(!historyTable.equals("flyway_schema_history"))
                .baselineVersion("0")
                .placeholders(Map.of("app_role", APP_ROLE))
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private static boolean serverHasPgvector(DataSource owner) {
        try (Connection connection = owner.getConnection();
                var query = connection.createStatement();
                ResultSet found = query.executeQuery("select 1 from pg_available_extensions where name = 'vector'")) {
            return found.next();
        } catch (SQLException failure) {
            throw new IllegalStateException("Cannot ask the server for its extensions", failure);
        }
    }

    /** How many migrations ran, and whether the vector tables are there. */
    public record MigrationOutcome(int applied, boolean pgvector) {}
}
