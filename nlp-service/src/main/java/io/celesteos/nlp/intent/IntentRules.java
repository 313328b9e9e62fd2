package io.celesteos.nlp.intent;

import io.celesteos.nlp.gazetteer.PhraseAutomaton;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** The rules that ship with the service, found in one pass over the tokens. Immutable. */
final class IntentRules {

    private final PhraseAutomaton<Cue> cues;

    private IntentRules(PhraseAutomaton<Cue> cues) {
        this.cues = cues;
    }

    static IntentRules load(Tokenizer tokenizer) {
        var builder = new PhraseAutomaton.Builder<Cue>(tokenizer);
        List<TsvResource.Row> rows = TsvResource.read("/intent/intent_rules.tsv").rows();
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

    /** Each rule whose words are there, once, with the place of its lead. */
    List<Fired> fired(List<Token> tokens) {
        List<PhraseHit<Cue>> hits = cues.scan(tokens);
        List<Fired> fired = new ArrayList<>();
        for (PhraseHit<Cue> lead : hits) {
            IntentRule rule = lead.value().rule();
            boolean already = fired.stream().anyMatch(other -> other.rule() == rule);
            if (!already && !lead.value().object() && (!rule.needsObject() || hasObject(lead, hits))) {
                fired.add(new Fired(rule, lead.first()));
            }
        }
        return fired;
    }

    private static boolean hasObject(PhraseHit<Cue> lead, List<PhraseHit<Cue>> hits) {
        IntentRule rule = lead.value().rule();
        return hits.stream()
                .anyMatch(hit -> hit.value().object()
                        && hit.value().rule() == rule
                        && hit.first() > lead.last()
                        && hit.first() - lead.last() - 1 <= rule.gap());
    }

    /** A rule and the token it fired at. */
    record Fired(IntentRule rule, int at) {}

    private record Cue(IntentRule rule, boolean object) {}
}
