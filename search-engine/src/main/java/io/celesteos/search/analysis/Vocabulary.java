package io.celesteos.search.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words crews use, from the files under {@code vocabulary/} on the class path.
 *
 * @param synonyms concept to every way it is written
 * @param abbreviations case-sensitive abbreviation to what it stands for
 * @param numbered name that carries a number (DG1) to its kind
 * @param makers prefixes put before a model or part number
 * @param spelling British to American
 * @param stems word to the stem it must have
 * @param stopWords words that name nothing
 * @param latest words that ask for the newest
 * @param records type of record to the words for it
 * @param editions document types whose date is that of an edition and not of an event
 * @param asking expressions that any question may hold, whatever it is about
 * @param preferred kinds of record and document, parted by blanks, to what asks for them
 * @param besides kinds that match by the way unless they are asked for
 */
public record Vocabulary(
        Map<String, List<String>> synonyms,
        Map<String, String> abbreviations,
        Map<String, String> numbered,
        Set<String> makers,
        Map<String, String> spelling,
        Map<String, String> stems,
        Set<String> stopWords,
        Set<String> latest,
        Map<String, List<String>> records,
        Set<String> editions,
        Set<String> asking,
        Map<String, List<String>> preferred,
        Set<String> besides) {

    private static final String FOLDER = "/vocabulary/";

    public Vocabulary {
        synonyms = Map.copyOf(synonyms);
        abbreviations = Map.copyOf(abbreviations);
        numbered = Map.copyOf(numbered);
        makers = Set.copyOf(makers);
        spelling = Map.copyOf(spelling);
        stems = Map.copyOf(stems);
        stopWords = Set.copyOf(stopWords);
        latest = Set.copyOf(latest);
        records = Map.copyOf(records);
        editions = Set.copyOf(editions);
        asking = Set.copyOf(asking);
        preferred = Map.copyOf(preferred);
        besides = Set.copyOf(besides);
    }

    /** The vocabulary that comes with the service. */
    public static Vocabulary bundled() {
        Map<String, String> numbered = new LinkedHashMap<>();
        lists("numbered.txt").forEach((kind, names) -> names.forEach(name -> numbered.put(name, kind)));
        return new Vocabulary(
                lists("synonyms.txt"),
                pairs("abbreviations.txt"),
                numbered,
                words("makers.txt"),
                pairs("spelling.txt"),
                pairs("stems.txt"),
                words("stopwords.txt"),
                words("latest.txt"),
                lists("records.txt"),
                words("editions.txt"),
                Set.copyOf(lines("asking.txt")),
                lists("preferred.txt"),
                words("besides.txt"));
    }

    private static Map<String, List<String>> lists(String file) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        pairs(file).forEach((name, values) -> lists.put(name, list(values, ",")));
        return lists;
    }

    private static Map<String, String> pairs(String file) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : lines(file)) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalStateException(file + ": no \"=\" in the line \"" + line + "\"");
            }
            pairs.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return pairs;
    }

    private static Set<String> words(String file) {
        return lines(file).stream().flatMap(line -> list(line, " ").stream()).collect(Collectors.toSet());
    }

    private static List<String> list(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> lines(String file) {
        try (InputStream found = Vocabulary.class.getResourceAsStream(FOLDER + file)) {
            if (found == null) {
                throw new IllegalStateException(FOLDER + file + " is not on the class path");
            }
            List<String> lines = new ArrayList<>();
            var reader = new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line.strip());
                }
            }
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
