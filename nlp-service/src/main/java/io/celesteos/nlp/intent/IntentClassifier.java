package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the writer wants done, by rules: words that ask for it, and entities that suggest it. Several grounds for one
 * intent combine as independent evidence, {@code 1 - Π(1 - weight)}. Words outrank entities: "order a filter for the
 * leaking pump" orders. Thread-safe.
 */
public final class IntentClassifier {

    private static final String SEARCH = "search";
    private static final double SEARCH_ALWAYS = 0.3;
    private static final double SECONDARY_FROM = 0.35;
    private static final int MOST_SECONDARY = 3;
    private static final double CANDIDATE_FROM = 0.1;
    private static final double MOST_SURE = 0.99;

    /** How much of what entities suggest is left once words have asked for something. */
    private static final double BESIDE_WORDS = 0.65;

    private static final Map<EntityKind, Map<String, Double>> SUGGESTED = Map.of(
            EntityKind.FAULT_CODES, Map.of("diagnose_fault", 0.72, "create_work_order", 0.36, "report_fault", 0.1),
            EntityKind.SYMPTOMS, Map.of("diagnose_fault", 0.55, "create_work_order", 0.36, "report_fault", 0.25),
            EntityKind.PARTS, Map.of("check_stock", 0.5, "order_parts", 0.36),
            EntityKind.EQUIPMENT, Map.of(SEARCH, 0.3));

    private final IntentRules rules;

    public IntentClassifier(Tokenizer tokenizer) {
        this.rules = IntentRules.load(tokenizer);
    }

    /** @param kinds of the entities in the text that it does not deny */
    public Intent classify(SourceText source, Set<EntityKind> kinds) {
        Map<String, Double> doubt = new HashMap<>(Map.of(SEARCH, 1 - SEARCH_ALWAYS));
        Map<String, Integer> place = new HashMap<>();
        for (IntentRules.Fired fired : rules.fired(source.tokens())) {
            String intent = fired.rule().intent();
            doubt.merge(intent, 1 - fired.rule().weight(), (a, b) -> a * b);
            place.merge(intent, fired.at(), Math::min);
        }
        double share = place.isEmpty() ? 1 : BESIDE_WORDS;
        for (EntityKind kind : kinds) {
            SUGGESTED
                    .getOrDefault(kind, Map.of())
                    .forEach((intent, weight) -> doubt.merge(intent, 1 - weight * share, (a, b) -> a * b));
        }
        return intent(ranked(doubt, place));
    }

    private static List<Intent.Candidate> ranked(Map<String, Double> doubt, Map<String, Integer> place) {
        List<Intent.Candidate> ranked = new ArrayList<>();
        doubt.forEach((intent, left) -> {
            double confidence = Math.round(Math.min(MOST_SURE, 1 - left) * 1000) / 1000.0;
            if (confidence >= CANDIDATE_FROM) {
                ranked.add(new Intent.Candidate(intent, confidence));
            }
        });
        ranked.sort(Comparator.comparingDouble((Intent.Candidate candidate) -> -candidate.confidence())
                .thenComparingInt(candidate -> place.getOrDefault(candidate.name(), Integer.MAX_VALUE))
                .thenComparing(Intent.Candidate::name));
        return ranked;
    }

    private static Intent intent(List<Intent.Candidate> ranked) {
        Intent.Candidate primary = ranked.getFirst();
        List<String> secondary = ranked.stream()
                .skip(1)
                .filter(candidate -> candidate.confidence() >= SECONDARY_FROM
                        && !candidate.name().equals(SEARCH))
                .limit(MOST_SECONDARY)
                .map(Intent.Candidate::name)
                .toList();
        return new Intent(primary.name(), secondary, primary.confidence(), ranked);
    }
}
