package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.SpellingQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lexical branch alone on collections that people judged, with its default settings. Nothing was chosen on what
 * is measured here: settings come from SciFact's training queries and Cranfield's odd ones.
 */
class JudgedCollectionsTests {

    private static final Path FOLDER = Path.of("..", "bench", "data", "ir");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEPTH = 10;

    @Test
    void scifactIsWhatACorrectBm25FindsOrBetter() throws IOException {
        assertThat(ndcg("scifact", query -> true)).as("nDCG@10").isGreaterThanOrEqualTo(0.66);
    }

    @Test
    void cranfieldIsWhatACorrectBm25FindsOrBetter() throws IOException {
        assertThat(ndcg("cranfield", query -> Integer.parseInt(query) % 2 == 0))
                .as("nDCG@10")
                .isGreaterThanOrEqualTo(0.36);
    }

    /** Over the queries of the file {@code qrels/test.tsv} that pass the test, mistyped words mended as always. */
    private static double ndcg(String set, Predicate<String> queries) throws IOException {
        try (Shelf shelf = new Shelf()) {
            List<String> documents = new ArrayList<>();
            for (JsonNode each : lines(set, "corpus.jsonl.gz")) {
                documents.add(each.at("/_id").asString());
                shelf.put(
                        HitType.DOCUMENT_CHUNK,
                        documents.size() - 1,
                        each.at("/title").asString(""),
                        each.at("/text").asString(""),
                        Map.of());
            }
            shelf.publish();
            Map<String, String> texts = new HashMap<>();
            lines(set, "queries.jsonl.gz")
                    .forEach(each -> texts.put(
                            each.at("/_id").asString(), each.at("/text").asString()));
            double sum = 0;
            int asked = 0;
            for (var judged : judgments(set).entrySet()) {
                if (queries.test(judged.getKey())) {
                    sum += ndcg(
                            judged.getValue(),
                            find(shelf, texts.getOrDefault(judged.getKey(), "")).stream()
                                    .map(documents::get)
                                    .toList());
                    asked++;
                }
            }
            System.out.printf("%s: nDCG@10 %.4f over %d queries%n", set, sum / asked, asked);
            return sum / asked;
        }
    }

    private static List<Integer> find(Shelf shelf, String text) {
        AnalysedQuery query = Shelf.QUERIES.analyse(text);
        try (IndexSnapshot snapshot = shelf.open()) {
            List<Correction> corrections = snapshot.corrections(new SpellingQuery(query, 3, 8, Shelf.soon()));
            return Shelf.ids(
                    shelf.matching(corrections.isEmpty() ? query : Shelf.QUERIES.corrected(query, corrections), DEPTH));
        }
    }

    private static double ndcg(Map<String, Integer> judged, List<String> found) {
        List<Integer> gains =
                found.stream().map(each -> judged.getOrDefault(each, 0)).toList();
        List<Integer> ideal = judged.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(DEPTH)
                .toList();
        return dcg(gains) / dcg(ideal);
    }

    private static double dcg(List<Integer> gains) {
        double sum = 0;
        for (int i = 0; i < gains.size(); i++) {
            sum += gains.get(i) * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }

    private static List<JsonNode> lines(String set, String file) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(set).resolve(file))),
                StandardCharsets.UTF_8))) {
            return in.lines().map(line -> (JsonNode) JSON.readTree(line)).toList();
        }
    }

    /** Query to its relevant documents; a query without one says nothing about an order. */
    private static Map<String, Map<String, Integer>> judgments(String set) throws IOException {
        Map<String, Map<String, Integer>> judgments = new LinkedHashMap<>();
        for (String line :
                Files.readAllLines(FOLDER.resolve(set).resolve("qrels").resolve("test.tsv"))) {
            String[] columns = line.split("\t");
            if (!columns[0].equals("query-id") && Integer.parseInt(columns[2]) > 0) {
                judgments
                        .computeIfAbsent(columns[0], query -> new HashMap<>())
                        .put(columns[1], Integer.parseInt(columns[2]));
            }
        }
        return judgments;
    }
}
