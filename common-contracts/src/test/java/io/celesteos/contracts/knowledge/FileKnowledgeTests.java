package io.celesteos.contracts.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.health.SettableClock;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKnowledgeTests {

    private static final YachtId A = YachtId.of("0a000000-0000-4000-8000-00000000000a");
    private static final YachtId B = YachtId.of("0b000000-0000-4000-8000-00000000000b");

    @TempDir
    Path root;

    private final SettableClock clock = new SettableClock();
    private FileKnowledge knowledge;

    @BeforeEach
    void open() throws IOException {
        write(
                "fuel.md",
                "---\nsource: ISO 8217\ntopic: Fuel\n---\n# Fuel\n## Filters\nBlocked filters mean water or growth.\n"
                        + "## Tanks\nKeep tanks full.");
        write(
                "engines.md",
                "---\ntopic: engines\n---\n# Engines\nImpeller and thermostat overheat the engine when they fail.");
        write("yachts/" + A + "/own.md", "# Own\nThe filters of this yacht hide behind the mango panel.");
        write("yachts/" + B + "/own.md", "# Own\nThe filters of this yacht hide behind the papaya panel.");
        knowledge = new FileKnowledge(new KnowledgeFolder(root, KnowledgeLimits.ofClient()), clock);
    }

    @Test
    void theBestSectionComesFirstAndTheAnswerSaysItIsDegraded() {
        KnowledgeResponse response = knowledge.query(KnowledgeRequest.of("why is my fuel filter blocked?", null, 5));

        assertThat(response.lacking()).containsExactly(Degradation.KNOWLEDGE_FALLBACK);
        KnowledgeHit best = response.results().getFirst();
        assertThat(best.text()).isEqualTo("Filters\nBlocked filters mean water or growth.");
        assertThat(best.source()).isEqualTo("ISO 8217");
        assertThat(best.topic()).isEqualTo("Fuel");
        assertThat(best.file()).isEqualTo("fuel.md");
        assertThat(response.results()).allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
        assertThat(response.count()).isEqualTo(response.results().size());
    }

    @Test
    void aYachtFindsItsOwnAndNeverAnothers() {
        assertThat(texts("mango papaya filters", A)).anyMatch(text -> text.contains("mango"));
        assertThat(texts("mango papaya filters", A)).noneMatch(text -> text.contains("papaya"));
        assertThat(texts("mango papaya filters", B)).noneMatch(text -> text.contains("mango"));
        assertThat(texts("mango papaya filters", null)).noneMatch(text -> text.contains("yacht"));
    }

    @Test
    void filtersAndTheNumberOfResultsAreKept() {
        assertThat(knowledge
                        .query(new KnowledgeRequest(
                                "engine filters", null, null, 5, new KnowledgeFilters(null, List.of(" ENGINES "))))
                        .results())
                .extracting(KnowledgeHit::file)
                .containsOnly("engines.md");
        assertThat(knowledge
                        .query(KnowledgeRequest.of("tanks filters engine", null, 1))
                        .results())
                .hasSize(1);
        assertThat(knowledge
                        .query(KnowledgeRequest.of("nothing of the kind", null, 5))
                        .results())
                .isEmpty();
        assertThat(knowledge
                        .query(new KnowledgeRequest("filters", null, "safety", 5, null))
                        .results())
                .isEmpty();
    }

    @Test
    void changesAreSeenAfterAWhile() throws IOException {
        assertThat(texts("watermaker", null)).isEmpty();
        write("water.md", "# Watermaker\nFlush the watermaker.");
        Files.delete(root.resolve("fuel.md"));

        assertThat(texts("watermaker", null)).isEmpty();
        clock.advance(Duration.ofSeconds(10));

        assertThat(texts("watermaker", null)).hasSize(1);
        assertThat(texts("tanks full", null)).isEmpty();
    }

    @Test
    void badFilesAndNoFolderStopNothing() throws IOException {
        Files.write(root.resolve("bad.md"), new byte[] {0, 1, 2});
        Files.writeString(root.resolve("long.md"), "filters " + "x".repeat(100_000) + "\n");
        assertThat(texts("filters", null)).isNotEmpty();

        var none = new FileKnowledge(new KnowledgeFolder(root.resolve("nowhere"), KnowledgeLimits.ofClient()), clock);
        assertThat(none.query(KnowledgeRequest.of("filters", null, 5)).results())
                .isEmpty();
    }

    private List<String> texts(String query, YachtId yacht) {
        return knowledge.query(KnowledgeRequest.of(query, yacht, 20)).results().stream()
                .map(KnowledgeHit::text)
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
