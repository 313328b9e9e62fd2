package io.celesteos.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.health.HealthStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteStateTests {

    private static final List<String> ALL = List.of("search-engine", "nlp-service", "postgres");

    @ParameterizedTest
    @CsvSource({
        "healthy,     healthy,     healthy,     HEALTHY",
        "unreachable, healthy,     healthy,     DEGRADED",
        "starting,    healthy,     healthy,     DEGRADED",
        "degraded,    healthy,     healthy,     DEGRADED",
        "unhealthy,   unhealthy,   healthy,     DEGRADED",
        "unreachable, unreachable, healthy,     DEGRADED",
        "healthy,     healthy,     unreachable, DEGRADED",
        "degraded,    unreachable, unreachable, DEGRADED",
        "unreachable, unreachable, unreachable, UNHEALTHY"
    })
    void onlyNothingAtAllIsUnhealthy(String search, String nlp, String postgres, HealthStatus overall) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("search-engine", search);
        words.put("nlp-service", nlp);
        words.put("postgres", postgres);
        SuiteState state = new SuiteState(words);
        HealthStatus worst = ALL.stream()
                .map(state::of)
                .map(DependencyState::effect)
                .max(HealthStatus::compareTo)
                .orElseThrow();
        assertThat(worst).isEqualTo(overall);
        assertThat(ALL).allSatisfy(name -> assertThat(state.of(name).word()).isEqualTo(words.get(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "healthy,     true,  true",
        "degraded,    true,  false",
        "starting,    false, false",
        "unhealthy,   false, false",
        "unreachable, false, false"
    })
    void whoAnswersCanBeWorkedWith(String word, boolean answers, boolean well) {
        SuiteState state = new SuiteState(Map.of("nlp-service", word));
        assertThat(state.answers("nlp-service")).isEqualTo(answers);
        assertThat(state.allWell()).isEqualTo(well);
        assertThat(state.answers("never-looked-at")).isFalse();
    }
}
