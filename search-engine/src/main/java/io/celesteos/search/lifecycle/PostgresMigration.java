package io.celesteos.search.lifecycle;

import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** Brings the schema up to date once, as its owner, before anything is read. */
@Component
final class PostgresMigration {

    private static final Logger log = LoggerFactory.getLogger(PostgresMigration.class);

    private final MigrationProperties properties;
    private final DataSourceProperties database;
    private boolean done;

    PostgresMigration(MigrationProperties properties, DataSourceProperties database) {
        this.properties = properties;
        this.database = database;
        this.done = !properties.onStart();
    }

    /** Does nothing when it is off or done; throws while the database is away, to be called again. */
    void ensureDone() {
        if (done) {
            return;
        }
        var owner = new DriverManagerDataSource(
                database.determineUrl(), properties.ownerUser(), properties.ownerPassword());
        var outcome = Migrations.migrate(owner);
        String user = database.determineUsername();
        String password = database.determinePassword();
        if (user != null && password != null && !user.equals(properties.ownerUser())) {
            ServiceLogin.ensure(owner, user, password);
        }
        log.info("Schema is current: {} migrations ran, pgvector {}", outcome.applied(), outcome.pgvector());
        done = true;
    }
}
