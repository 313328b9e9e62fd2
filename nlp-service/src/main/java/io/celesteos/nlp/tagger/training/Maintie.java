package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.Cut;
import io.celesteos.nlp.tagger.TaggerWord;
import io.celesteos.nlp.tagger.TaggerWords;
import io.celesteos.nlp.text.FoldedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The MaintIE gold corpus as {@code src/training/maintie/README.md} describes it, with the top five classes. */
final class Maintie {

    /** What the top classes are called on the wire. */
    private static final Map<String, String> LABELS = Map.of(
            "PhysicalObject", "physical_object",
            "Activity", "activity",
            "State", "state",
            "Process", "process",
            "Property", "property");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Maintie() {}

    /** @param file gzipped JSON lines */
    static List<Example> read(Path file) {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> example(JSON.readTree(line))).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /** Three texts differ from their words (an abbreviation was written out): the words are what was annotated. */
    private static Example example(JsonNode line) {
        var tokens = line.get("tokens").valueStream().map(JsonNode::asString).toList();
        FoldedText text = FoldedText.of(String.join(" ", tokens));
        List<TaggerWord> words = TaggerWords.of(text, Cut.BLANKS);
        var places = new TokenPlaces(tokens, text, words);
        Set<GoldSpan> spans = line.get("entities")
                .valueStream()
                .map(entity -> new GoldSpan(
                        places.firstWord(entity.get("start").asInt()),
                        places.lastWord(entity.get("end").asInt() - 1) + 1,
                        label(entity.get("type").asString())))
                .collect(Collectors.toSet());
        return new Example(text, words, spans);
    }

    private static String label(String path) {
        String label = LABELS.get(path.split("/", 2)[0]);
        if (label == null) {
            throw new IllegalArgumentException("no class of MaintIE: " + path);
        }
        return label;
    }
}
