package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code demo/queries/queries.jsonl}: see the README beside it. */
final class DemoQueries {

    private static final int DEPTH = 20;

    private final Path demo;
    private final JsonMapper json = JsonStrictness.mapper();
    private final Map<String, YachtId> yachts = new HashMap<>();
    private final Map<YachtId, Map<String, String>> pages = new HashMap<>();

    private DemoQueries(Path demo) {
        this.demo = demo;
    }

    /**
     * @param demo folder of the demo yachts
     * @param split {@code dev} or {@code test}
     */
    static QuestionSet read(Path demo, String split) throws IOException {
        DemoQueries reading = new DemoQueries(demo);
        reading.readYachts();
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readAllLines(demo.resolve("queries/queries.jsonl"))) {
            JsonNode query = reading.json.readTree(line);
            if (query.get("split").asString().equals(split)) {
                questions.add(reading.question(query));
            }
        }
        return new QuestionSet("demo", split, questions, new DemoNaming(reading.pages), DEPTH, QuestionSet.Aim.FIRST);
    }

    private Question question(JsonNode query) throws IOException {
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (JsonNode answer : query.get("answers")) {
            String name = answer.has("record")
                    ? answer.get("record").asString()
                    : DemoNaming.section(
                            answer.get("document").asString(),
                            answer.get("section").asString());
            answers.merge(name, answer.get("grade").asInt(), Math::max);
        }
        YachtId yacht = yachts.get(query.get("yacht").asString());
        if (yacht == null) {
            throw new IOException("query " + query.get("id") + " is of an unknown yacht");
        }
        return new Question(
                query.get("id").asString(),
                query.get("kind").asString(),
                yacht,
                query.get("query").asString(),
                answers);
    }

    private void readYachts() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(demo)) {
            folders = all.filter(folder -> Files.exists(folder.resolve("yacht.json")))
                    .toList();
        }
        for (Path folder : folders) {
            JsonNode about = json.readTree(Files.readAllBytes(folder.resolve("yacht.json")));
            YachtId yacht = YachtId.of(about.get("id").asString());
            yachts.put(folder.getFileName().toString(), yacht);
            pages.put(yacht, pagesByTitle(folder.resolve("documents")));
        }
    }

    /** The title is what a result says of its document; it is unique within a yacht. */
    private Map<String, String> pagesByTitle(Path documents) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(documents)) {
            files = tree.filter(file -> file.toString().endsWith(".md")).toList();
        }
        Map<String, String> byTitle = new HashMap<>();
        for (Path file : files) {
            String title = Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("title:"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(file + " has no title"))
                    .substring("title:".length())
                    .strip()
                    .replaceAll("^([\"'])(.*)\\1$", "$2");
            String path = demo.relativize(file).toString().replace('\\', '/');
            if (byTitle.put(title, path) != null) {
                throw new IOException("two documents have the title " + title);
            }
        }
        return byTitle;
    }
}
