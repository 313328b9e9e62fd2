package io.celesteos.nlp.intent;

import io.celesteos.nlp.gazetteer.PhraseAutomaton;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that ship with the service, found in one pass over the tokens. Immutable. */
final class IntentRules {

    private final PhraseAutomaton<Cue> cues;

    private IntentRules(PhraseAutomaton<Cue> cues) {
        this.cues = cues;
    }

    static IntentRules load(Tokenizer tokenizer) {
        var builder = new PhraseAutomaton.Builder<Cue>(tokenizer);
        List<TsvResource.Row> rows =
                TsvResource.read("/intent/intent_rules.tsv").rows();
        for (int i = 0; i < rows.size(); i++) {
            TsvResource.Row row = rows.get(i);
            List<String> objects = row.list("object", '|');
            var rule = new IntentRule(
                    i,
                    row.get("intent"),
                    Double.parseDouble(row.get("weight")),
                    Integer.parseInt(row.get("gap")),
                    !objects.isEmpty());
            row.list("lead", '|').forEach(lead -> builder.add(lead, new Cue(rule, false)));
            objects.forEach(object -> builder.add(object, new Cue(rule, true)));
        }
        return new IntentRules(builder.build());
    }

    /** Each rule whose words are there, once, with the place of its lead; linear in the number of words. */
    List<Fired> fired(List<Token> tokens) {
        Map<IntentRule, Found> found = new LinkedHashMap<>();
        List<PhraseHit<Cue>> hits = cues.scan(tokens);
        int[] longest = longestFrom(hits, tokens.size());
        for (PhraseHit<Cue> hit : hits) {
            if (isTail(hit, longest)) {
                continue;
            }
            Found places = found.computeIfAbsent(hit.value().rule(), unseen -> new Found());
            if (hit.value().object()) {
                places.objectStarts.set(hit.first());
            } else {
                places.leads.add(hit);
            }
        }
        List<Fired> fired = new ArrayList<>();
        found.forEach((rule, places) -> places.firstLead(rule).ifPresent(at -> fired.add(new Fired(rule, at))));
        return fired;
    }

    /** The last token of the longest phrase that begins before each token. */
    private static int[] longestFrom(List<PhraseHit<Cue>> hits, int size) {
        int[] reach = new int[size + 1];
        Arrays.fill(reach, -1);
        hits.forEach(hit -> reach[hit.first() + 1] = Math.max(reach[hit.first() + 1], hit.last()));
        for (int i = 1; i < reach.length; i++) {
            reach[i] = Math.max(reach[i], reach[i - 1]);
        }
        return reach;
    }

    /** "Order" in "work order" asks for no order: the longer phrase has begun before. */
    private static boolean isTail(PhraseHit<Cue> hit, int[] reach) {
        return reach[hit.first()] >= hit.last();
    }

    private static final class Found {
        private final List<PhraseHit<Cue>> leads = new ArrayList<>();
        private final BitSet objectStarts = new BitSet();

        Optional<Integer> firstLead(IntentRule rule) {
            return leads.stream()
                    .filter(lead -> !rule.needsObject() || hasObject(rule, lead))
                    .map(PhraseHit::first)
                    .findFirst();
        }

        private boolean hasObject(IntentRule rule, PhraseHit<Cue> lead) {
            int object = objectStarts.nextSetBit(lead.last() + 1);
            return object >= 0 && object - lead.last() - 1 <= rule.gap();
        }
    }

    /** A rule and the token it fired at. */
    record Fired(IntentRule rule, int at) {}

    private record Cue(IntentRule rule, boolean object) {}
}
