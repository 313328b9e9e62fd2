package io.celesteos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.database.yachts.YachtDirectory;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class YachtsIT {

    private static DriverManagerDataSource owner;
    private static YachtRegistry registry;
    private static YachtDirectory directory;

    @BeforeAll
    static void migrated() {
        var database = ThrowawayPostgres.shared().newDatabase();
        owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        registry = new YachtRegistry(owner);
        directory = new YachtDirectory(owner);
    }

    private static YachtId added(String signature) {
        YachtId id = new YachtId(UUID.randomUUID());
        registry.save(id, "M/Y Test", ZoneId.of("Europe/Monaco"), new Signature(signature), false);
        return id;
    }

    @Test
    void aSignatureFindsItsYachtAndOnlyTheExactOneDoes() {
        YachtId id = added("open sesame");

        assertThat(directory.bySignature(new Signature("open sesame")))
                .contains(new Yacht(id, "M/Y Test", true, ZoneId.of("Europe/Monaco"), false));
        assertThat(directory.bySignature(new Signature("open sesame "))).isEmpty();
        assertThat(directory.bySignature(new Signature("Open sesame"))).isEmpty();
        assertThat(directory.bySignature(new Signature(""))).isEmpty();
    }

    @Test
    void aRotatedSignatureReplacesTheOldOne() {
        YachtId id = added("before");

        assertThat(registry.rotate(id, new Signature("after"))).isTrue();

        assertThat(directory.bySignature(new Signature("before"))).isEmpty();
        assertThat(directory.bySignature(new Signature("after"))).map(Yacht::id).contains(id);
    }

    @Test
    void twoYachtsCannotShareASignature() {
        added("shared");

        assertThatThrownBy(() -> added("shared")).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aSuspendedYachtIsFoundAsInactive() {
        YachtId id = added("to be suspended");

        registry.setActive(id, false);
        assertThat(directory.byId(id)).map(Yacht::active).contains(false);
        registry.setActive(id, true);
        assertThat(directory.byId(id)).map(Yacht::active).contains(true);
        assertThat(directory.all()).extracting(Yacht::id).contains(id);
    }

    @Test
    void changesToAnUnknownYachtSaySo() {
        YachtId nobody = new YachtId(UUID.randomUUID());

        assertThat(registry.rotate(nobody, new Signature("x"))).isFalse();
        assertThat(registry.setActive(nobody, true)).isFalse();
        assertThat(directory.byId(nobody)).isEmpty();
    }

    @Test
    void aZoneThisJdkDoesNotKnowIsReadAsUtc() {
        YachtId id = added("odd zone");
        new JdbcTemplate(owner).update("update yachts set time_zone = 'Atlantis/Deep' where id = ?", id.value());

        assertThat(directory.byId(id)).map(Yacht::timeZone).contains(ZoneOffset.UTC);
    }

    @Test
    void signaturesAreStoredAsHashesAndNeverPrinted() {
        added("do not print");

        assertThat(new JdbcTemplate(owner).queryForList("select yachts::text from yachts", String.class))
                .noneMatch(row -> row.contains("do not print"));
        assertThat(new Signature("do not print")).hasToString("Signature[hidden]");
        assertThat(HexFormat.of().formatHex(new Signature("abc").sha256()))
                .as("FIPS 180-4 example")
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Signature.random(new SecureRandom()).token()).hasSize(43);
    }

    @Test
    void migratingTwiceChangesNothingTheSecondTime() {
        var outcome = Migrations.migrate(owner);

        assertThat(outcome.applied()).isZero();
        assertThat(outcome.pgvector()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Robert'); drop table yachts;--", "with space", "UPPER", "", "1st"})
    void aRoleNameThatIsNoPlainIdentifierIsRefused(String role) {
        assertThatThrownBy(() -> ServiceLogin.ensure(owner, role, "secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLoginOfAnExistingRoleGetsTheNewPassword() {
        ServiceLogin.ensure(owner, "rotating_service", "one");
        ServiceLogin.ensure(owner, "rotating_service", "two");
        var service = new DriverManagerDataSource(String.valueOf(owner.getUrl()), "rotating_service", "two");

        assertThat(new JdbcTemplate(service).queryForObject("select current_user", String.class))
                .isEqualTo("rotating_service");
    }
}
