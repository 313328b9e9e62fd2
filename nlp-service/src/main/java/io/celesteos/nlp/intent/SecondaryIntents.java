package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text of several parts asks for in each: every part that asks is read by itself, and counts where the model is
 * sure of it. A text that names a machine, its code and what it suffers from and nothing more asks for nothing; there a
 * work order is offered.
 */
final class SecondaryIntents {

    /** Intents of texts that ask for nothing, and the classes of words that do ask for them. */
    private static final Map<String, Set<String>> BY_THEIR_OWN_WORDS = Map.of(
            "search", Set.of("find"),
            "unsupported", Set.of(),
            "diagnose_fault", Set.of("diagnose"));

    /** "Found" and "there is" tell of a fault; these ask to have it told. */
    private static final Set<String> REPORTING = Set.of(
            "log", "report", "record", "register", "raise", "note", "enter", "file", "declare", "write", "new", "add");

    /** A verb of asking begins the part. */
    private static final double SURE = 0.5;

    /** The part only tells, but of a record that is to be changed. */
    private static final double SURE_OF_TELLING = 0.85;

    private static final int MOST = 3;
    private static final int MOST_TOKENS = 120;
    private static final int SHORTEST = 2;

    private final IntentFeatures features;
    private final IntentModel model;
    private final WordClasses classes;

    SecondaryIntents(Tokenizer tokenizer, IntentFeatures features, IntentModel model) {
        this.features = features;
        this.model = model;
        this.classes = WordClasses.load(tokenizer);
    }

    /** What each part asks for, in their order, with its probability; empty where the text is of one piece. */
    Map<String, Double> asked(SourceText source, List<MarkedSpan> entities) {
        List<Token> tokens = source.tokens().subList(0, Math.min(MOST_TOKENS, source.size()));
        List<PhraseHit<String>> hits = classes.in(tokens);
        List<Clauses.Range> parts = Clauses.parts(tokens, hits);
        Map<String, Double> asked = new LinkedHashMap<>();
        if (parts.size() < 2) {
            return asked;
        }
        for (Clauses.Range part : parts) {
            if (part.length() < SHORTEST) {
                continue;
            }
            double[] probabilities =
                    read(new SourceText(source.text(), tokens.subList(part.from(), part.to())), entities);
            int best = best(probabilities);
            String intent = model.intents().get(best);
            boolean asks = Clauses.asks(part, tokens, hits);
            boolean sure = probabilities[best] >= (asks ? SURE : SURE_OF_TELLING);
            if (sure && isSaidOf(intent, part, tokens, hits)) {
                asked.merge(intent, probabilities[best], Math::max);
            }
        }
        return asked;
    }

    /** What is told, looked for or wondered at is so by the whole text, unless the part's first word asks for just that. */
    private static boolean isSaidOf(
            String intent, Clauses.Range part, List<Token> tokens, List<PhraseHit<String>> hits) {
        int head = Clauses.head(part, tokens, hits);
        if (intent.equals("report_fault")) {
            return REPORTING.contains(tokens.get(head).form());
        }
        Set<String> verbs = BY_THEIR_OWN_WORDS.get(intent);
        return verbs == null
                || Clauses.asking(part, head, hits)
                        .filter(hit -> verbs.contains(hit.value()))
                        .isPresent()
                || intent.equals("diagnose_fault") && Clauses.asks(part, tokens, hits);
    }

    /** The intents beside the primary, which is one of them or not. */
    List<String> beside(String primary, Map<String, Double> asked, SourceText source, List<MarkedSpan> entities) {
        if (primary.equals("diagnose_fault") && namesMachineCodeAndSuffering(source, entities)) {
            return List.of("create_work_order");
        }
        List<String> beside = new ArrayList<>(asked.keySet());
        beside.remove(primary);
        return List.copyOf(beside.subList(0, Math.min(MOST, beside.size())));
    }

    static int best(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    private double[] read(SourceText part, List<MarkedSpan> entities) {
        int start = part.token(0).span().start();
        int end = part.token(part.size() - 1).span().end();
        List<MarkedSpan> inside = entities.stream()
                .filter(entity ->
                        entity.span().start() >= start && entity.span().end() <= end)
                .toList();
        return model.probabilities(features.of(part, inside));
    }

    private static boolean namesMachineCodeAndSuffering(SourceText source, List<MarkedSpan> entities) {
        int covered = entities.stream()
                .mapToInt(entity -> source.tokenAt(entity.span().end())
                        - source.tokenAt(entity.span().start()))
                .sum();
        return covered == source.size()
                && has(EntityKind.EQUIPMENT, entities)
                && has(EntityKind.FAULT_CODES, entities)
                && has(EntityKind.SYMPTOMS, entities);
    }

    private static boolean has(EntityKind kind, List<MarkedSpan> entities) {
        return entities.stream().anyMatch(entity -> entity.kind() == kind && !entity.negated());
    }
}
