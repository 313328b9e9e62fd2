package io.celesteos.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What n8n would only say at the import, or not before a workflow runs. */
class N8nWorkflowsTests {

    private static final Path FOLDER = Path.of("..", "n8n");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return RunningStack.tree(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyStepIsReachedFromATriggerAndEveryLinkLeadsToAStep(Path file) throws IOException {
        JsonNode workflow = read(file);
        Set<String> steps = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        for (JsonNode node : workflow.get("nodes")) {
            String type = node.get("type").asString();
            String name = node.get("name").asString();
            if (type.endsWith(".stickyNote")) {
                continue;
            }
            assertThat(steps.add(name)).as("two steps of one name").isTrue();
            if (type.endsWith("Trigger") || type.endsWith(".webhook")) {
                next.add(name);
            }
        }
        assertThat(workflow.get("connections").propertyNames()).allMatch(steps::contains);

        Set<String> reached = new HashSet<>();
        while (!next.isEmpty()) {
            String step = next.remove();
            if (reached.add(step)) {
                workflow.get("connections")
                        .path(step)
                        .path("main")
                        .forEach(output ->
                                output.forEach(link -> next.add(link.get("node").asString())));
            }
        }

        assertThat(reached).isEqualTo(steps);
    }

    /** Runs of a step are counted from 0, so that the first two of them lead back to the question. */
    @ParameterizedTest
    @ValueSource(strings = {"search.json", "extract.json", "embed.json"})
    void whatIsWorthItIsTriedAgainTwiceAsTheReadmeSays(String file) throws IOException {
        JsonNode retry = read(FOLDER.resolve(file))
                .get("nodes")
                .valueStream()
                .filter(node -> node.get("name").asString().equals("Worth another try?"))
                .findFirst()
                .orElseThrow();

        assertThat(retry.at("/parameters/conditions/conditions")).hasSize(1);
        assertThat(retry.at("/parameters/conditions/conditions/0/leftValue").asString())
                .isEqualTo("={{ $json.retryable && $runIndex < 2 }}");
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("asked again up to twice");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void expressionsNameStepsThatAreThere(Path file) throws IOException {
        JsonNode workflow = read(file);
        List<String> steps = workflow.get("nodes")
                .valueStream()
                .map(node -> node.get("name").asString())
                .toList();
        var named = java.util.regex.Pattern.compile("\\$\\('([^']+)'\\)")
                .matcher(workflow.get("nodes").toString());
        while (named.find()) {
            assertThat(steps).contains(named.group(1));
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowHoldsNoSecretAndTakesTheCredentialByName(Path file) throws IOException {
        JsonNode credential =
                read(FOLDER.resolve("credentials").resolve("demo.json")).get(0);
        String text = Files.readString(file);

        assertThat(text).doesNotContain("demo-yacht-signature");
        read(file)
                .get("nodes")
                .forEach(node -> node.path("credentials")
                        .path("httpHeaderAuth")
                        .properties()
                        .forEach(entry -> assertThat(entry.getValue()).isEqualTo(credential.get(entry.getKey()))));
        assertThat(read(file).get("active").asBoolean()).isFalse();
    }

    @Test
    void idsAreUniqueAndBrokenWorkflowsAreReportedByOneThatIsThere() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path file : workflows().toList()) {
            assertThat(ids.add(read(file).get("id").asString())).isTrue();
        }
        for (Path file : workflows().toList()) {
            JsonNode errors = read(file).at("/settings/errorWorkflow");
            if (!errors.isMissingNode()) {
                assertThat(ids).contains(errors.asString());
            }
        }
        assertThat(ids).hasSize(5);
    }
}
