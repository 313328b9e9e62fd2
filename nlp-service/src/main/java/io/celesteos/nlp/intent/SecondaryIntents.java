package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the words ask for beside the primary intent: each clause is read by itself, and counts where the model is sure of
 * it, or a rule says the same. A text that names a machine and what it suffers from and nothing more asks for nothing;
 * there a work order is offered.
 */
final class SecondaryIntents {

    private static final Set<String> PARTING = Set.of("and", "then", "plus", "also", "if", "but");
    private static final Set<String> SAID_BY_THE_WHOLE =
            Set.of("search", "unsupported", "report_fault", "diagnose_fault", "find_document");
    private static final Set<EntityKind> SUFFERING = Set.of(EntityKind.FAULT_CODES, EntityKind.SYMPTOMS);

    /** Classes of words a clause begins with that asks for something of its own. */
    private static final Set<String> VERBS = Set.of(
            "create", "show", "close", "resolve", "assign", "update", "ack", "order", "export", "take", "track",
            "approve", "put");

    private static final double SURE = 0.7;
    private static final double SAFE_RULE = 0.95;

    /** Lead and object in one clause say these by themselves. */
    private static final Set<String> BY_RULE_ALONE = Set.of(
            "create_work_order",
            "close_work_order",
            "assign_work_order",
            "update_work_order",
            "add_to_handover",
            "export_handover",
            "order_parts",
            "create_purchase_request",
            "update_inventory",
            "resolve_fault",
            "acknowledge_fault",
            "check_stock",
            "log_hours_of_rest",
            "export_hours_of_rest",
            "list_work_orders");

    /** "Took two" and "finished at six" are told as often as they are asked. */
    private static final Set<String> NEED_RULE = Set.of("update_inventory", "close_work_order", "list_work_orders");

    private static final int VERB_WITHIN = 2;
    private static final int MOST = 3;
    private static final int MOST_TOKENS = 120;
    private static final int MOST_CLAUSES = 12;
    private static final int SHORTEST = 2;

    private final IntentFeatures features;
    private final IntentModel model;
    private final IntentRules rules;
    private final WordClasses classes;

    SecondaryIntents(Tokenizer tokenizer, IntentFeatures features, IntentModel model) {
        this.features = features;
        this.model = model;
        this.rules = IntentRules.load(tokenizer);
        this.classes = WordClasses.load(tokenizer);
    }

    List<String> beside(String primary, SourceText source, List<MarkedSpan> entities) {
        if (primary.equals("diagnose_fault") && namesMachineAndSuffering(source, entities)) {
            return List.of("create_work_order");
        }
        List<List<Token>> clauses = clauses(source);
        if (clauses.size() < 2 || primary.equals("search") || primary.equals("unsupported")) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        for (List<Token> clause : clauses) {
            if (!beginsWithVerb(clause)) {
                continue;
            }
            String intent = asked(new SourceText(source.text(), clause), entities);
            if (!intent.isEmpty() && !intent.equals(primary) && found.size() < MOST) {
                found.add(intent);
            }
        }
        return List.copyOf(found);
    }

    private String asked(SourceText clause, List<MarkedSpan> entities) {
        int start = clause.token(0).span().start();
        int end = clause.token(clause.size() - 1).span().end();
        List<MarkedSpan> inside = entities.stream()
                .filter(entity ->
                        entity.span().start() >= start && entity.span().end() <= end)
                .toList();
        double[] probabilities = model.probabilities(features.of(clause, inside));
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        List<String> ruled = rules.fired(clause.tokens()).stream()
                .map(IntentRules.Fired::rule)
                .filter(rule -> rule.needsObject() && rule.weight() >= SAFE_RULE)
                .map(IntentRule::intent)
                .filter(BY_RULE_ALONE::contains)
                .toList();
        String intent = model.intents().get(best);
        if (ruled.isEmpty()) {
            boolean sure = probabilities[best] >= SURE && !SAID_BY_THE_WHOLE.contains(intent);
            return sure && !NEED_RULE.contains(intent) ? intent : "";
        }
        return ruled.contains(intent) ? intent : ruled.getFirst();
    }

    private boolean beginsWithVerb(List<Token> clause) {
        int start = PARTING.contains(clause.getFirst().form()) ? 1 : 0;
        int polite = classes.in(clause).stream()
                .filter(hit -> hit.value().equals("polite") && hit.first() <= start + 1)
                .mapToInt(hit -> hit.last() + 1)
                .max()
                .orElse(start);
        return classes.in(clause).stream()
                .anyMatch(hit ->
                        VERBS.contains(hit.value()) && hit.first() >= start && hit.first() < polite + VERB_WITHIN);
    }

    private static List<List<Token>> clauses(SourceText source) {
        List<List<Token>> clauses = new ArrayList<>();
        int size = Math.min(MOST_TOKENS, source.size());
        int from = 0;
        for (int i = 1; i <= size && clauses.size() < MOST_CLAUSES; i++) {
            boolean parts = i == size
                    || source.gapBefore(i).compareTo(Gap.COMMA) >= 0
                    || PARTING.contains(source.token(i).form());
            if (parts) {
                if (i - from >= SHORTEST) {
                    clauses.add(source.tokens().subList(from, i));
                }
                from = i;
            }
        }
        return clauses;
    }

    private static boolean namesMachineAndSuffering(SourceText source, List<MarkedSpan> entities) {
        int covered = entities.stream()
                .mapToInt(entity -> source.tokenAt(entity.span().end())
                        - source.tokenAt(entity.span().start()))
                .sum();
        return covered == source.size()
                && entities.stream().anyMatch(entity -> entity.kind() == EntityKind.EQUIPMENT)
                && entities.stream().anyMatch(entity -> SUFFERING.contains(entity.kind()) && !entity.negated());
    }
}
