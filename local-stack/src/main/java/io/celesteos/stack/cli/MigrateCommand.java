package io.celesteos.stack.cli;

import io.celesteos.database.migration.Migrations;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate}: brings a database to the current schema. The local stack does so by itself. */
@Command(name = "migrate", description = "Migrate a database to the current schema.", mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    MigrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            var outcome = Migrations.migrate(database.owner(null));
            terminal.say(outcome.applied() + " migrations applied; pgvector is "
                    + (outcome.pgvector() ? "there" : "not installed on the server") + ".");
            return 0;
        } catch (FlywayException | IllegalStateException failure) {
            throw new UserError("The database could not be migrated: " + failure.getMessage(), failure);
        }
    }
}
