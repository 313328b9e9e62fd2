package io.celesteos.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.stack.Yachts;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YachtInQueryTests {

    private static final String OWN = "yacht_id=" + Yachts.FIRST;

    @ParameterizedTest
    @CsvSource({
        "q=a,                              q=a&OWN",
        "q=a%20b%26c&x=%C3%A9+d,           q=a%20b%26c&x=%C3%A9+d&OWN",
        "yacht_id=F1,                      OWN",
        "yacht_id=F1&yacht_id=F1&q=a,      q=a&OWN",
        "%79acht_id=F1&q=a,                q=a&OWN",
        "yacht_id=&q=a,                    q=a&OWN",
        "yacht_id&q=a,                     q=a&OWN",
        "q=a&&,                            q=a&OWN",
        "q=a&token=secret,                 q=a&OWN",
        "q=a&%74oken=secret&token=x,       q=a&OWN",
        "Yacht_Id=F2,                      Yacht_Id=F2&OWN",
        "q=yacht_id%3DF2,                  q=yacht_id%3DF2&OWN"
    })
    void thereIsExactlyOneYachtAndNoToken(String query, String written) {
        assertThat(rewritten("?" + filled(query)).getRawQuery()).isEqualTo(filled(written));
    }

    @Test
    void anAddressWithoutQueryGetsOne() {
        assertThat(rewritten("")).hasToString("http://gateway:8000/api/v1/stream?" + OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yacht_id=F2",
                "yacht_id=F1&yacht_id=F2",
                "yacht_id=F2&yacht_id=F1",
                "yacht_id=F1&q=a&%79acht%5Fid=F2",
                "yacht_id=0-0-4000-8000-f2"
            })
    void anotherYachtIsForbiddenInAnyPlace(String query) {
        refused(query, ProblemType.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yacht_id=all", "yacht_id=F1,F2", "yacht_id=%20F1", "yacht_id=F1%00", "yacht_id=*"})
    void whatNamesNoYachtIsInvalid(String query) {
        refused(query, ProblemType.INVALID_REQUEST);
    }

    private static void refused(String query, ProblemType type) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> rewritten("?" + filled(query)))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(type));
    }

    private static URI rewritten(String query) {
        return YachtInQuery.write(URI.create("http://gateway:8000/api/v1/stream" + query), Yachts.first());
    }

    private static String filled(String text) {
        return text.replace("OWN", OWN).replace("F1", Yachts.FIRST.toString()).replace("F2", Yachts.SECOND.toString());
    }
}
