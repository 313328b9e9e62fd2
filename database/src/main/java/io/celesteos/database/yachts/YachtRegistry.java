package io.celesteos.database.yachts;

import io.celesteos.contracts.tenancy.YachtId;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds yachts and changes their credentials. Needs the schema owner's connection; no service has it. */
public final class YachtRegistry {

    private final JdbcClient jdbc;

    public YachtRegistry(DataSource owner) {
        this.jdbc = JdbcClient.create(owner);
    }

    /**
     * Adds the yacht, or changes name, time zone and signature of the one with this id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another yacht has this signature
     */
    public void save(YachtId id, String name, ZoneId timeZone, Signature signature, boolean demo) {
        jdbc.sql("""
                insert into yachts (id, name, time_zone, signature_hash, demo)
                values (:id, :name, :zone, :hash, :demo)
                on conflict (id) do update set name = excluded.name, time_zone = excluded.time_zone,
                    signature_hash = excluded.signature_hash, demo = excluded.demo, updated_at = now()""")
                .param("id", id.value())
                .param("name", name)
                .param("zone", timeZone.getId())
                .param("hash", signature.sha256())
                .param("demo", demo)
                .update();
    }

    /** @return false when there is no such yacht */
    public boolean rotate(YachtId id, Signature signature) {
        return jdbc.sql("update yachts set signature_hash = :hash, updated_at = now() where id = :id")
                        .param("hash", signature.sha256())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** @return false when there is no such yacht */
    public boolean setActive(YachtId id, boolean active) {
        return jdbc.sql("update yachts set status = :status, updated_at = now() where id = :id")
                        .param("status", active ? "active" : "suspended")
                        .param("id", id.value())
                        .update()
                == 1;
    }
}
