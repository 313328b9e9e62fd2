package io.celesteos.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.Yachts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YachtInBodyTests {

    private static final String OWN = "\"yacht_id\":\"" + Yachts.FIRST + "\"";

    private final YachtInBody yachtInBody = new YachtInBody(JsonStrictness.mapper());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"query\":\"x\"}                          | {\"query\":\"x\",OWN}",
                "{}                                         | {OWN}",
                "``                                         | {OWN}",
                "{\"yacht_id\":null}                        | {OWN}",
                "{\"yacht_id\":\"F1\",\"a\":1}              | {OWN,\"a\":1}",
                "{\"Yacht_Id\":\"F2\"}                      | {\"Yacht_Id\":\"F2\",OWN}",
                "{\"yachtId\":\"F2\"}                       | {\"yachtId\":\"F2\",OWN}",
                "{\"filters\":{\"yacht_id\":\"F2\"}}        | {\"filters\":{\"yacht_id\":\"F2\"},OWN}",
                "{\"n\":1e400,\"d\":0.10000000000000000001} | {\"n\":1E+400,\"d\":0.10000000000000000001,OWN}"
            })
    void theCredentialsYachtIsWrittenAndTheRestStays(String document, String written) {
        assertThat(write(document)).isEqualTo(filled(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"yacht_id\":\"F2\"}",
                "{\"\\u0079acht_id\":\"F2\"}",
                "{\"yacht_id\":\"F2\",\"query\":\"x\"}",
                "{\"yacht_id\":\"0-0-4000-8000-f2\"}"
            })
    void anotherYachtIsForbidden(String document) {
        assertThat(refusal(document.getBytes(UTF_8)).type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"yacht_id\":\"\"}",
                "{\"yacht_id\":\"all\"}",
                "{\"yacht_id\":\"F1 or 1=1\"}",
                "{\"yacht_id\":[\"F1\",\"F2\"]}",
                "{\"yacht_id\":{\"$ne\":null}}",
                "{\"yacht_id\":1}",
                "{\"yacht_id\":true}"
            })
    void whatNamesNoYachtIsInvalid(String document) {
        ProblemException refused = refusal(filled(document).getBytes(UTF_8));
        assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(refused.errors()).extracting("field").containsExactly("yacht_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "[{\"yacht_id\":\"F1\"}]",
                "null",
                "\"yacht_id\"",
                "1",
                "{} {\"yacht_id\":\"F2\"}",
                "{\"yacht_id\":\"F1\",\"yacht_id\":\"F2\"}",
                "{\"yacht_id\":\"F1\",\"\\u0079acht_id\":\"F2\"}",
                "{'query':'x'}",
                "{\"query\":NaN}"
            })
    void whatTwoParsersCouldReadDifferentlyIsMalformed(String document) {
        assertThat(refusal(filled(document).getBytes(UTF_8)).type()).isEqualTo(ProblemType.MALFORMED_JSON);
    }

    @Test
    void endlessNestingIsRefused() {
        assertThat(refusal(("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").getBytes(UTF_8))
                        .type())
                .isEqualTo(ProblemType.MALFORMED_JSON);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void otherEncodingsArriveAsUtf8WithTheOwnYacht(Charset encoding) {
        byte[] document = filled("{\"query\":\"é\"}").getBytes(encoding);
        assertThat(new String(yachtInBody.write(document, Yachts.first()), UTF_8))
                .isEqualTo("{\"query\":\"é\"," + OWN + "}");
        assertThat(refusal(filled("{\"yacht_id\":\"F2\"}").getBytes(encoding)).type())
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    static Charset[] encodings() {
        return new Charset[] {
            StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE, StandardCharsets.UTF_32LE
        };
    }

    private String write(String document) {
        return new String(yachtInBody.write(filled(document).getBytes(UTF_8), Yachts.first()), UTF_8);
    }

    private ProblemException refusal(byte[] document) {
        byte[] filled = new String(document, StandardCharsets.ISO_8859_1).contains("\"F2\"")
                ? filled(new String(document, UTF_8)).getBytes(UTF_8)
                : document;
        Throwable thrown = catchThrowable(() -> yachtInBody.write(filled, Yachts.first()));
        assertThat(thrown).as(new String(filled, UTF_8)).isNotNull();
        return ProblemMapper.map(thrown);
    }

    /** F1 and F2 stand for the ids of the first and second yacht. */
    private static String filled(String text) {
        return text.strip()
                .replace("OWN", OWN)
                .replace("F1", Yachts.FIRST.toString())
                .replace("F2", Yachts.SECOND.toString());
    }
}
