package io.celesteos.bench.judged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A collection with judged queries of one split, in BEIR's layout.
 *
 * @param passages those that have any text
 * @param queries the split's, in the order of the file
 * @param judgments by query, then by passage; above 0 is relevant
 */
public record JudgedSet(
        String name,
        String split,
        List<Passage> passages,
        List<Query> queries,
        Map<String, Map<String, Integer>> judgments) {

    /**
     * @param title empty where it has none
     * @param text title and text, the title once
     */
    public record Passage(String id, String title, String text) {}

    public record Query(String id, String text) {}

    /** @throws IOException when a file is missing or not in the layout */
    public static JudgedSet read(Path folder, String split) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<Passage> passages = new ArrayList<>();
        for (String line : lines(folder.resolve("corpus.jsonl.gz"))) {
            JsonNode document = json.readTree(line);
            String title = document.path("title").asString("").strip();
            String text = text(title, document.path("text").asString(""));
            if (!text.isBlank()) {
                passages.add(new Passage(document.get("_id").asString(), title, text));
            }
        }
        Map<String, Map<String, Integer>> judgments = judgments(folder.resolve("qrels/" + split + ".tsv"));
        List<Query> queries = new ArrayList<>();
        for (String line : lines(folder.resolve("queries.jsonl.gz"))) {
            JsonNode query = json.readTree(line);
            if (judgments.containsKey(query.get("_id").asString())) {
                queries.add(
                        new Query(query.get("_id").asString(), query.get("text").asString()));
            }
        }
        return new JudgedSet(folder.getFileName().toString(), split, passages, queries, judgments);
    }

    private static String text(String title, String text) {
        return (text.startsWith(title) ? text : title + " " + text).strip();
    }

    private static List<String> lines(Path gz) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gz)), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static Map<String, Map<String, Integer>> judgments(Path tsv) throws IOException {
        Map<String, Map<String, Integer>> judgments = new LinkedHashMap<>();
        for (String line : Files.readAllLines(tsv)) {
            String[] columns = line.split("\t", -1);
            if (columns.length != 3) {
                throw new IOException(tsv + ": expected 3 tab-separated columns, found: " + line);
            }
            if (!columns[0].equals("query-id")) {
                judgments
                        .computeIfAbsent(columns[0], query -> new LinkedHashMap<>())
                        .put(columns[1], Integer.parseInt(columns[2].strip()));
            }
        }
        judgments.values().removeIf(judged -> judged.values().stream().noneMatch(score -> score > 0));
        return judgments;
    }

    /** The same set with the first {@code limit} queries only. */
    public JudgedSet limited(int limit) {
        return new JudgedSet(name, split, passages, queries.subList(0, Math.min(limit, queries.size())), judgments);
    }
}
