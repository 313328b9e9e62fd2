package io.celesteos.database.yachts;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys of programs. Needs the services' role, nothing more. Thread-safe. */
public final class AccessKeys {

    private static final String COLUMNS = "id, yacht_id, name, scopes, created_at, expires_at, revoked_at";

    private final JdbcClient jdbc;
    private final TransactionTemplate anybody;
    private final TenantTransactions tenants;

    public AccessKeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.anybody = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.anybody.setReadOnly(true);
        this.tenants = new TenantTransactions(dataSource);
    }

    /** A key and whose it is. */
    public record Owned(YachtId yacht, AccessKey key) {}

    /**
     * The key with this secret, revoked and expired ones too. Found by its hash: how long the answer takes says
     * nothing about how much of a guess was right.
     */
    public Optional<Owned> bySecret(Signature secret) {
        byte[] hash = secret.sha256();
        return anybody.execute(status -> {
            jdbc.sql("select set_config('celeste.key_hash', :hash, true)")
                    .param("hash", HexFormat.of().formatHex(hash))
                    .query(String.class)
                    .single();
            return jdbc.sql("select " + COLUMNS + " from api_keys where key_hash = :hash")
                    .param("hash", hash)
                    .query((row, n) -> new Owned(new YachtId(row.getObject("yacht_id", UUID.class)), key(row)))
                    .optional();
        });
    }

    /** The yacht's keys, the newest first. */
    public List<AccessKey> of(YachtId yacht) {
        return tenants.read(
                yacht,
                own -> own.sql("select " + COLUMNS + " from api_keys order by created_at desc, id")
                        .query((row, n) -> key(row))
                        .list());
    }

    /**
     * Adds a key, unless the yacht has {@code most} good ones.
     *
     * @param expiresAt null for never
     * @return empty when it has as many as it may have
     */
    public Optional<AccessKey> add(
            YachtId yacht, String name, Signature secret, Set<String> scopes, @Nullable Instant expiresAt, int most) {
        return tenants.write(yacht, own -> {
            // One at a time for one yacht, so that two requests cannot both take the last place.
            own.sql("select pg_advisory_xact_lock(hashtextextended(:yacht, 5))")
                    .param("yacht", yacht.toString())
                    .query((row, n) -> true)
                    .list();
            int good = own.sql("""
                            select count(*) from api_keys
                             where revoked_at is null and (expires_at is null or expires_at > now())""").query(Integer.class).single();
            if (good >= most) {
                return Optional.empty();
            }
            return own.sql("""
                            insert into api_keys (id, yacht_id, name, key_hash, scopes, expires_at)
                            values (:id, :yacht, :name, :hash, :scopes, :expires) returning """ + " " + COLUMNS)
                    .param("id", UUID.randomUUID())
                    .param("yacht", yacht.value())
                    .param("name", name)
                    .param("hash", secret.sha256())
                    .param("scopes", scopes.toArray(String[]::new))
                    .param("expires", expiresAt == null ? null : Timestamp.from(expiresAt))
                    .query((row, n) -> key(row))
                    .optional();
        });
    }

    /** @return false when the yacht has no such key; a key that was revoked before keeps its time */
    public boolean revoke(YachtId yacht, UUID key) {
        return tenants.write(
                yacht,
                own -> own.sql("update api_keys set revoked_at = coalesce(revoked_at, now()) where id = :id")
                                .param("id", key)
                                .update()
                        == 1);
    }

    private static AccessKey key(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                scopes(row.getArray("scopes")),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static Set<String> scopes(Array stored) throws SQLException {
        return Set.of((String[]) stored.getArray());
    }

    private static @Nullable Instant instant(@Nullable Timestamp stored) {
        return stored == null ? null : stored.toInstant();
    }
}
