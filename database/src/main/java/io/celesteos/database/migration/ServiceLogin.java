package io.celesteos.database.migration;

import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The role the services log in with: a member of {@link Migrations#APP_ROLE}, owner of nothing, unable to
 * bypass row-level security.
 */
public final class ServiceLogin {

    private static final Pattern ROLE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private ServiceLogin() {}

    /**
     * Makes the role, or gives an existing one this password. Run after the migrations.
     *
     * @throws IllegalArgumentException when {@code role} is no plain lower-case identifier
     */
    public static void ensure(DataSource owner, String role, String password) {
        if (!ROLE_NAME.matcher(role).matches()) {
            throw new IllegalArgumentException("not a plain role name: " + role);
        }
        JdbcTemplate jdbc = new JdbcTemplate(owner);
        Integer existing = jdbc.queryForObject("select count(*) from pg_roles where rolname = ?", Integer.class, role);
        String verb = existing != null && existing > 0 ? "alter" : "create";
        // Role statements take no parameters; format's %L quotes the password.
        String statement = jdbc.queryForObject(
                "select format('" + verb + " role " + role
                        + " login nosuperuser nocreatedb nocreaterole nobypassrls password %L', ?)",
                String.class,
                password);
        jdbc.execute(String.valueOf(statement));
        jdbc.execute("grant " + Migrations.APP_ROLE + " to " + role);
    }
}
