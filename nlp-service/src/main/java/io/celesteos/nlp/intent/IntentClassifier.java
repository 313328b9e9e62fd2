package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.Intent;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the writer wants done: the intent that the model finds likeliest, and what the words ask for besides. Thread-safe. */
public final class IntentClassifier {

    private static final double CANDIDATE_FROM = 0.02;
    private static final int MOST_CANDIDATES = 5;
    private static final double MOST_SURE = 0.999;

    private final IntentFeatures features;
    private final IntentModel model;
    private final SecondaryIntents secondary;

    public IntentClassifier(Tokenizer tokenizer, IntentModel model) {
        this.features = new IntentFeatures(tokenizer);
        this.model = model;
        this.secondary = new SecondaryIntents(tokenizer, features, model);
    }

    /** @param entities in the text, also those it denies */
    public Intent classify(SourceText source, List<MarkedSpan> entities) {
        List<Intent.Candidate> ranked = ranked(model.probabilities(features.of(source, entities)));
        Intent.Candidate primary = ranked.getFirst();
        return new Intent(
                primary.name(), secondary.beside(primary.name(), source, entities), primary.confidence(), ranked);
    }

    private List<Intent.Candidate> ranked(double[] probabilities) {
        List<Intent.Candidate> all = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            double confidence = Math.round(Math.min(MOST_SURE, probabilities[i]) * 1000) / 1000.0;
            all.add(new Intent.Candidate(model.intents().get(i), confidence));
        }
        all.sort(Comparator.comparingDouble((Intent.Candidate candidate) -> -candidate.confidence())
                .thenComparing(Intent.Candidate::name));
        List<Intent.Candidate> ranked = new ArrayList<>(all.subList(0, Math.min(MOST_CANDIDATES, all.size())));
        ranked.removeIf(candidate -> candidate != all.getFirst() && candidate.confidence() < CANDIDATE_FROM);
        return ranked;
    }
}
