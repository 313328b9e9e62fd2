package io.celesteos.database.yachts;

import io.celesteos.contracts.tenancy.YachtId;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which yachts there are. Reads need the services' role, nothing more. Thread-safe. */
public final class YachtDirectory {

    private static final String COLUMNS = "select id, name, status, time_zone, demo, signature_hash from yachts ";

    private final JdbcClient jdbc;

    public YachtDirectory(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    public Optional<Yacht> byId(YachtId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query((row, n) -> yacht(row))
                .optional();
    }

    /**
     * The yacht whose credential this is. Found by hash over an index, then compared in constant time: how long
     * the answer takes says nothing about how much of a guess was right.
     */
    public Optional<Yacht> bySignature(Signature signature) {
        byte[] hash = signature.sha256();
        return jdbc.sql(COLUMNS + "where signature_hash = :hash")
                .param("hash", hash)
                .query((row, n) -> new Found(yacht(row), row.getBytes("signature_hash")))
                .optional()
                .filter(found -> MessageDigest.isEqual(found.hash(), hash))
                .map(Found::yacht);
    }

    /** The SHA-256 of the yacht's signature, to derive secrets from that end with it; empty for an unknown yacht. */
    public Optional<byte[]> signatureHash(YachtId id) {
        return jdbc.sql("select signature_hash from yachts where id = :id")
                .param("id", id.value())
                .query((row, n) -> row.getBytes("signature_hash"))
                .optional();
    }

    /** All yachts, by name. */
    public List<Yacht> all() {
        return jdbc.sql(COLUMNS + "order by name, id")
                .query((row, n) -> yacht(row))
                .list();
    }

    private static Yacht yacht(ResultSet row) throws SQLException {
        return new Yacht(
                new YachtId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("status").equals("active"),
                zone(row.getString("time_zone")),
                row.getBoolean("demo"));
    }

    /** A zone that this JDK does not know must not take the yacht down with it. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private record Found(Yacht yacht, byte[] hash) {}
}
