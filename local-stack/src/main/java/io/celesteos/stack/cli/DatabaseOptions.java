package io.celesteos.stack.cli;

import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.UserError;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Option;

/** Which database a command works on: the one named, else the running local stack's. */
final class DatabaseOptions {

    @Option(
            names = "--database-url",
            defaultValue = "${env:DATABASE_OWNER_URL}",
            description = "jdbc:postgresql://host:5432/name; the local stack's when left out.")
    private @Nullable String url;

    @Option(
            names = "--database-user",
            defaultValue = "${env:DATABASE_OWNER_USER:-postgres}",
            description = "Owner of the schema. Default: ${DEFAULT-VALUE}")
    private String user = "postgres";

    @Option(
            names = "--database-password",
            defaultValue = "${env:DATABASE_OWNER_PASSWORD}",
            arity = "0..1",
            interactive = true,
            description = "Better given as DATABASE_OWNER_PASSWORD, or asked for.")
    private @Nullable String password;

    DataSource owner(@Nullable StackLayout local) {
        String address = url == null || url.isBlank()
                ? local == null
                        ? null
                        : StackAddresses.read(local.run())
                                .map(StackAddresses::jdbcUrl)
                                .orElse(null)
                : url;
        if (address == null) {
            throw new UserError("No database: start the local stack (./celeste up -d), or give --database-url.");
        }
        if (!address.startsWith("jdbc:postgresql:")) {
            throw new UserError("--database-url must look like jdbc:postgresql://host:5432/name, not " + address + ".");
        }
        return new DriverManagerDataSource(address, user, password == null ? "" : password);
    }
}
