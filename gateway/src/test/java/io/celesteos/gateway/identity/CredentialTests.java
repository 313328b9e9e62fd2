package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class CredentialTests {

    private static final String YACHT = "00000000-0000-4000-8000-0000000000f1";
    private static final String MAC = "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "X-Yacht-Signature, token,                     Token",
        "Authorization,     Bearer token,              Token",
        "Authorization,     bearer token,              Token",
        "Authorization,     Bearer a.b.c,              Jwt",
        "Authorization,     Bearer ck_x.y.z,           Key",
        "X-API-Key,         ck_x,                      Key",
        "X-API-Key,         anything,                  Key"
    })
    void theFormTellsWhichKindItIs(String header, String value, String kind) {
        assertThat(Credential.in(headers(header, value))
                        .orElseThrow()
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void noneOfTheHeadersIsNoCredential() {
        assertThat(Credential.in(headers("Cookie", "token"))).isEmpty();
    }

    @Test
    void twoCredentialsAreRefusedEvenIfEqual() {
        HttpHeaders twice = headers("X-Yacht-Signature", "token");
        twice.add("X-Yacht-Signature", "token");
        refused(twice);
        HttpHeaders two = headers("X-Yacht-Signature", "token");
        two.add("Authorization", "Bearer token");
        refused(two);
    }

    @Test
    void otherSchemesAreRefused() {
        refused(headers("Authorization", "Basic dXNlcjpwYXNz"));
    }

    @Test
    void aSignedHeaderIsTakenApart() {
        var header = SignedHeader.parse("yacht=" + YACHT + ",t=1732212345, v1=" + MAC + ",nonce=a-1_B");
        assertThat(header.yacht()).hasToString(YACHT);
        assertThat(header.at().getEpochSecond()).isEqualTo(1_732_212_345L);
        assertThat(header.prefix()).asString().isEqualTo("1732212345:a-1_B.");
        assertThat(header.mac()).hasSize(32).containsOnly(0xab);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yacht=",
                "yacht=x,t=1,v1=" + "00000000000000000000000000000000000000000000000000000000000000",
                "yacht=" + YACHT,
                "yacht=" + YACHT + ",t=1",
                "yacht=" + YACHT + ",t=-1,v1=abababababababababababababababababababababababababababababababab",
                "yacht=" + YACHT + ",t=1e3,v1=abababababababababababababababababababababababababababababababab",
                "yacht=" + YACHT + ",t=1,v1=zzababababababababababababababababababababababababababababababab",
                "yacht=" + YACHT + ",t=1,t=2,v1=abababababababababababababababababababababababababababababababab",
                "yacht=" + YACHT + ",t=1,v1=abababababababababababababababababababababababababababababababab,nonce=a.b",
                "yacht=" + YACHT + ",t=1,v1=abababababababababababababababababababababababababababababababab,v2=1",
                "yacht=" + YACHT + ",t=1,v1=abababababababababababababababababababababababababababababababab,"
            })
    void aMalformedSignedHeaderIsToldTheForm(String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> SignedHeader.parse(value))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHORIZED);
                    assertThat(refused.detail()).isEqualTo(SignedHeader.FORM);
                });
    }

    @Test
    void aTimeBeyondTheCalendarIsNoFailure() {
        assertThat(SignedHeader.parse("yacht=" + YACHT + ",t=18446744073709551615,v1=" + MAC)
                        .at()
                        .getEpochSecond())
                .isZero();
        assertThat(SignedHeader.parse("yacht=" + YACHT + ",t=9223372036854775807,v1=" + MAC)
                        .at())
                .isAfter(java.time.Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void secretsDoNotShowInLogs() {
        assertThat(Credential.in(headers("X-Yacht-Signature", "token")).orElseThrow())
                .hasToString("Token[hidden]");
        assertThat(Credential.in(headers("X-API-Key", "ck_secret")).orElseThrow())
                .hasToString("Key[hidden]");
        assertThat(Credential.in(headers("Authorization", "Bearer a.b.c")).orElseThrow())
                .hasToString("Jwt[hidden]");
    }

    private static void refused(HttpHeaders headers) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Credential.in(headers))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHORIZED));
    }

    private static HttpHeaders headers(String name, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(name, value);
        return headers;
    }
}
