package io.celesteos.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarProcessTests {

    private static final Pattern PROVIDERS =
            Pattern.compile("\\$\\{((?:OPENAI|ANTHROPIC)_(?:\\w+_)?(?:API_KEY|BASE_URL)):");

    @ParameterizedTest
    @ValueSource(strings = {"streaming-proxy", "search-engine", "gateway"})
    void noProviderThatAServiceKnowsIsReachedByAMeasurement(String service) throws IOException {
        String settings = Files.readString(Path.of("..", service, "src", "main", "resources", "application.yml"));

        assertThat(PROVIDERS.matcher(settings).results().map(MatchResult::group).toList())
                .isNotEmpty();
        assertThat(PROVIDERS.matcher(settings).results().map(found -> found.group(1)))
                .isSubsetOf(JarProcess.NOT_INHERITED);
    }
}
