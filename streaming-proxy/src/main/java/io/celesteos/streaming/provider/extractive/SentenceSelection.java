package io.celesteos.streaming.provider.extractive;

import io.celesteos.contracts.search.SearchHit;
import io.celesteos.streaming.provider.Grounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which sentences are quoted, and in which order. */
final class SentenceSelection {

    /** Two sentences that share this much say the same: copies of a manual, a log kept twice. */
    private static final double SAME = 0.7;

    /** Beyond the least number, only what is nearly as good as the best is quoted. */
    private static final double WORTHWHILE = 0.6;

    /** One passage must not fill the answer. */
    private static final int PER_PASSAGE = 2;

    private static final int FEWEST_TERMS = 3;

    private final ExtractiveProperties properties;

    SentenceSelection(ExtractiveProperties properties) {
        this.properties = properties;
    }

    /** Passage by passage, that with the best sentence first, each in the order of its text. */
    List<Sentence> select(Grounding grounding) {
        List<Sentence> candidates = candidates(grounding.passages());
        SentenceScore score = new SentenceScore(Terms.of(grounding.query()), candidates);
        List<Scored> ranked = candidates.stream()
                .map(sentence -> new Scored(sentence, score.of(sentence)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        List<Sentence> chosen = new ArrayList<>();
        for (Scored scored : ranked) {
            boolean enough = chosen.size() >= properties.minSentences()
                    && scored.score() < WORTHWHILE * ranked.getFirst().score();
            if (enough || chosen.size() == properties.maxSentences()) {
                break;
            }
            if (adds(scored.sentence(), chosen)) {
                chosen.add(scored.sentence());
            }
        }
        return inReadingOrder(chosen);
    }

    private List<Sentence> candidates(List<SearchHit> passages) {
        List<Sentence> candidates = new ArrayList<>();
        for (SearchHit passage : passages.subList(0, Math.min(properties.passages(), passages.size()))) {
            Set<String> passageTerms = Terms.of(passage.title() + "\n" + passage.content());
            List<String> sentences = SentenceSplitter.split(withoutHeading(passage));
            for (int i = 0; i < sentences.size(); i++) {
                Set<String> terms = Terms.of(sentences.get(i));
                if (terms.size() >= FEWEST_TERMS) {
                    candidates.add(new Sentence(passage, i, sentences.get(i), terms, passageTerms));
                }
            }
        }
        return candidates;
    }

    /** A passage begins with the heading it stands under, which is no sentence and must not run into the first. */
    private static String withoutHeading(SearchHit passage) {
        String content = passage.content();
        int end = content.indexOf('\n');
        boolean headed = end > 0
                && passage.metadata().get("section") instanceof String section
                && section.endsWith(content.substring(0, end).strip());
        return headed ? content.substring(end + 1) : content;
    }

    private static boolean adds(Sentence sentence, List<Sentence> chosen) {
        UUID passage = sentence.passage().id();
        return chosen.stream().noneMatch(other -> other.likeness(sentence) >= SAME)
                && chosen.stream()
                                .filter(other -> other.passage().id().equals(passage))
                                .count()
                        < PER_PASSAGE;
    }

    private static List<Sentence> inReadingOrder(List<Sentence> chosen) {
        Map<UUID, List<Sentence>> byPassage = new LinkedHashMap<>();
        chosen.forEach(sentence -> byPassage
                .computeIfAbsent(sentence.passage().id(), id -> new ArrayList<>())
                .add(sentence));
        return byPassage.values().stream()
                .flatMap(sentences -> sentences.stream().sorted(Comparator.comparingInt(Sentence::position)))
                .toList();
    }

    private record Scored(Sentence sentence, double score) {}
}
