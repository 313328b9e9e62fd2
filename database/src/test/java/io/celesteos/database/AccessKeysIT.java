package io.celesteos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.tenancy.TenantTransactions;
import io.celesteos.database.yachts.AccessKey;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AccessKeysIT {

    private static final YachtId OURS = new YachtId(UUID.randomUUID());
    private static final YachtId THEIRS = new YachtId(UUID.randomUUID());
    private static DriverManagerDataSource service;
    private static AccessKeys keys;

    @BeforeAll
    static void migrated() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, "keys_service", "secret");
        service = new DriverManagerDataSource(database.jdbcUrl(), "keys_service", "secret");
        var registry = new YachtRegistry(owner);
        registry.save(OURS, "Ours", ZoneOffset.UTC, new Signature("ours"), false);
        registry.save(THEIRS, "Theirs", ZoneOffset.UTC, new Signature("theirs"), false);
        keys = new AccessKeys(service);
    }

    private static AccessKey added(YachtId yacht, String secret) {
        return keys.add(yacht, "n8n", new Signature(secret), Set.of("search", "extract"), null, 100)
                .orElseThrow();
    }

    @Test
    void aSecretFindsItsKeyAndYacht() {
        AccessKey added = added(OURS, "ck_1");
        assertThat(keys.bySecret(new Signature("ck_1"))).contains(new AccessKeys.Owned(OURS, added));
        assertThat(added.scopes()).containsExactlyInAnyOrder("search", "extract");
        assertThat(keys.bySecret(new Signature("ck_1 "))).isEmpty();
        assertThat(keys.bySecret(new Signature("CK_1"))).isEmpty();
    }

    @Test
    void aKeyEndsByItsTimeOrByBeingRevoked() {
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        AccessKey ending = keys.add(OURS, "till 2030", new Signature("ck_2"), Set.of("search"), end, 100)
                .orElseThrow();
        assertThat(ending.goodAt(end.minusSeconds(1))).isTrue();
        assertThat(ending.goodAt(end)).isFalse();
        assertThat(keys.revoke(OURS, ending.id())).isTrue();
        assertThat(keys.bySecret(new Signature("ck_2")).orElseThrow().key().goodAt(Instant.EPOCH))
                .isFalse();
    }

    @Test
    void anotherYachtsKeysAreNeitherListedNorRevoked() {
        AccessKey theirs = added(THEIRS, "ck_3");
        assertThat(keys.of(OURS)).doesNotContain(theirs);
        assertThat(keys.revoke(OURS, theirs.id())).isFalse();
        assertThat(keys.bySecret(new Signature("ck_3")).orElseThrow().key().goodAt(Instant.now()))
                .isTrue();
    }

    @Test
    void withoutAYachtOnlyTheKeyWhoseHashIsNamedIsSeen() {
        added(OURS, "ck_4");
        added(THEIRS, "ck_5");
        JdbcClient jdbc = JdbcClient.create(service);
        assertThat(jdbc.sql("select count(*) from api_keys")
                        .query(Integer.class)
                        .single())
                .isZero();
        List<UUID> seen = new TenantTransactions(service).read(THEIRS, own -> {
            own.sql("select set_config('celeste.key_hash', :hash, true)")
                    .param("hash", HexFormat.of().formatHex(new Signature("ck_4").sha256()))
                    .query(String.class)
                    .single();
            return own.sql("select yacht_id from api_keys where name = 'n8n'")
                    .query(UUID.class)
                    .list();
        });
        assertThat(seen).contains(OURS.value()).filteredOn(OURS.value()::equals).hasSize(1);
    }

    @Test
    void aKeyForAnotherYachtCannotBeWrittenAndNoneCanBeChangedOrDeleted() {
        var transactions = new TenantTransactions(service);
        assertThatThrownBy(() -> transactions.write(
                        OURS, own -> own.sql("""
                        insert into api_keys (id, yacht_id, name, key_hash, scopes)
                        values (gen_random_uuid(), :yacht, 'x', '\\x00', '{search}')""").param("yacht", THEIRS.value()).update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> transactions.write(
                        OURS,
                        own -> own.sql("update api_keys set scopes = '{embed}'").update()))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> transactions.write(
                        OURS, own -> own.sql("delete from api_keys").update()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void aYachtHasAtMostSoManyGoodKeys() {
        YachtId full = THEIRS;
        int good = (int)
                keys.of(full).stream().filter(key -> key.goodAt(Instant.now())).count();
        assertThat(keys.add(full, "last", new Signature("ck_6"), Set.of("search"), null, good + 1))
                .isPresent();
        assertThat(keys.add(full, "too many", new Signature("ck_7"), Set.of("search"), null, good + 1))
                .isEmpty();
        keys.of(full).stream().filter(key -> key.name().equals("last")).forEach(key -> keys.revoke(full, key.id()));
        assertThat(keys.add(full, "again", new Signature("ck_8"), Set.of("search"), null, good + 1))
                .isPresent();
    }
}
