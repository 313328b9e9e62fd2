package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.Intent;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the writer wants done: the intent that the model finds likeliest, and what the words ask for besides. Thread-safe. */
public final class IntentClassifier {

    private static final double CANDIDATE_FROM = 0.02;
    private static final int MOST_CANDIDATES = 5;
    private static final double MOST_SURE = 0.999;

    /** What the part says of it, and what the whole text does. */
    private static final double SURE_OF_FIRST = 0.6;

    private static final double CHANCE_OF_FIRST = 0.01;

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
        double[] probabilities = model.probabilities(features.of(source, entities));
        Map<String, Double> asked = secondary.asked(source, entities);
        putFirstWhatIsAskedFirst(probabilities, asked);
        List<Intent.Candidate> ranked = ranked(probabilities);
        Intent.Candidate primary = ranked.getFirst();
        return new Intent(
                primary.name(),
                secondary.beside(primary.name(), asked, source, entities),
                primary.confidence(),
                ranked);
    }

    /** Of several requests the first is the primary one, whichever has the clearest words; both change places. */
    private void putFirstWhatIsAskedFirst(double[] probabilities, Map<String, Double> asked) {
        int best = SecondaryIntents.best(probabilities);
        if (asked.size() < 2 || !asked.containsKey(model.intents().get(best))) {
            return;
        }
        Map.Entry<String, Double> first = asked.entrySet().iterator().next();
        int other = model.intents().indexOf(first.getKey());
        if (other != best && first.getValue() >= SURE_OF_FIRST && probabilities[other] >= CHANCE_OF_FIRST) {
            double most = probabilities[best];
            probabilities[best] = probabilities[other];
            probabilities[other] = most;
        }
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
