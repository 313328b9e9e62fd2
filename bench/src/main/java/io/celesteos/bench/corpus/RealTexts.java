package io.celesteos.bench.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts that people wrote: the demo's documents, paragraph by paragraph, and the beginnings of the documents of
 * SciFact and Cranfield; queries from the same three.
 */
public record RealTexts(List<String> passages, List<String> queries) {

    private static final int WORDS = 80;
    private static final int FEWEST_WORDS = 20;
    private static final int OF_EACH_SET = 1_200;
    private static final int QUERIES_OF_EACH_SET = 120;

    public RealTexts {
        passages = List.copyOf(passages);
        queries = List.copyOf(queries);
    }

    /**
     * @param home folder of the checkout
     * @throws IOException when something of it is missing
     */
    public static RealTexts read(Path home) throws IOException {
        List<String> passages = new ArrayList<>(demo(home.resolve("demo")));
        List<String> queries = new ArrayList<>();
        try (var own = RealTexts.class.getResourceAsStream("/queries.txt")) {
            if (own == null) {
                throw new IOException("queries.txt is not on the class path");
            }
            queries.addAll(new String(own.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList());
        }
        for (String set : List.of("scifact", "cranfield")) {
            Path folder = home.resolve("bench/data/ir").resolve(set);
            passages.addAll(lines(folder.resolve("corpus.jsonl.gz")).stream()
                    .map(document -> cut(document.path("title").asString("") + " "
                            + document.path("text").asString("")))
                    .filter(RealTexts::longEnough)
                    .limit(OF_EACH_SET)
                    .toList());
            queries.addAll(lines(folder.resolve("queries.jsonl.gz")).stream()
                    .map(query -> query.path("text").asString(""))
                    .limit(QUERIES_OF_EACH_SET)
                    .toList());
        }
        return new RealTexts(passages.stream().distinct().toList(), queries);
    }

    private static List<String> demo(Path folder) throws IOException {
        List<String> paragraphs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                String body = Files.readString(file).replaceFirst("(?s)\\A---\n.*?\n---\n", "");
                Arrays.stream(body.split("\n\\s*\n"))
                        .map(RealTexts::cut)
                        .filter(RealTexts::longEnough)
                        .forEach(paragraphs::add);
            }
        }
        return paragraphs.stream().limit(OF_EACH_SET).toList();
    }

    private static String cut(String text) {
        String[] words = text.strip().split("\\s+");
        return String.join(" ", Arrays.copyOf(words, Math.min(words.length, WORDS)));
    }

    private static boolean longEnough(String text) {
        return text.split(" ").length >= FEWEST_WORDS;
    }

    private static List<JsonNode> lines(Path gz) throws IOException {
        JsonMapper json = JsonMapper.shared();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gz)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank())
                    .map(json::readTree)
                    .toList();
        }
    }
}
