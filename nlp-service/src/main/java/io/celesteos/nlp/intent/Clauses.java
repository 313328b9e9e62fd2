package io.celesteos.nlp.intent;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A text cut where one thing ends and the next begins: at commas, at breaks, before "and", "then" and the like. */
final class Clauses {

    private static final Set<String> PARTING = Set.of("and", "then", "plus", "also", "but", "otherwise");

    /** Classes of words a clause begins with that asks for something of its own. */
    private static final Set<String> ASKING = Set.of(
            "create",
            "show",
            "find",
            "close",
            "resolve",
            "assign",
            "update",
            "ack",
            "order",
            "export",
            "take",
            "track",
            "approve",
            "put",
            "report",
            "open",
            "diagnose");

    private static final Set<String> QUESTIONS = Set.of(
            "what",
            "whats",
            "why",
            "how",
            "who",
            "whose",
            "where",
            "when",
            "which",
            "is",
            "are",
            "do",
            "does",
            "did",
            "have",
            "has",
            "any",
            "am",
            "was",
            "were",
            "could",
            "should",
            "tell",
            "check",
            "look",
            "see",
            "wo",
            "job",
            "handover",
            "log");

    private static final String POLITE = "polite";
    private static final int VERB_WITHIN = 2;
    private static final int MOST = 12;

    private Clauses() {}

    /** Of these tokens, at most {@value #MOST}; parting words stay with what they begin. */
    static List<Range> of(List<Token> tokens) {
        List<Range> clauses = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= tokens.size() && clauses.size() < MOST; i++) {
            boolean parts = i == tokens.size()
                    || tokens.get(i).before().compareTo(Gap.COMMA) >= 0
                    || PARTING.contains(tokens.get(i).form());
            if (parts) {
                clauses.add(new Range(from, i));
                from = i;
            }
        }
        return clauses;
    }

    /**
     * The clauses put together so that each part begins with one that asks, or tells at the very beginning: what follows a
     * request without asking anything belongs to it.
     */
    static List<Range> parts(List<Token> tokens, List<PhraseHit<String>> classes) {
        List<Range> parts = new ArrayList<>();
        for (Range clause : of(tokens)) {
            int head = head(clause, tokens, classes);
            boolean begins = asking(clause, head, classes).isPresent()
                    || QUESTIONS.contains(tokens.get(head).form())
                    || tokens.get(clause.from()).before() == Gap.BREAK;
            if (begins || parts.isEmpty()) {
                parts.add(clause);
            } else {
                parts.set(parts.size() - 1, new Range(parts.getLast().from(), clause.to()));
            }
        }
        return parts;
    }

    /** Whether the part asks by its first words: a verb of asking, or a question. */
    static boolean asks(Range part, List<Token> tokens, List<PhraseHit<String>> classes) {
        int head = head(part, tokens, classes);
        return asking(part, head, classes).isPresent()
                || QUESTIONS.contains(tokens.get(head).form());
    }

    /** Where the clause begins to say something: after parting words and politeness. */
    static int head(Range clause, List<Token> tokens, List<PhraseHit<String>> classes) {
        int head = clause.from();
        while (head < clause.to() - 1 && PARTING.contains(tokens.get(head).form())) {
            head++;
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            for (PhraseHit<String> hit : classes) {
                if (hit.value().equals(POLITE) && hit.first() == head && hit.last() + 1 < clause.to()) {
                    head = hit.last() + 1;
                    moved = true;
                    break;
                }
            }
        }
        return head;
    }

    /** The class of the word that asks, where one stands at the clause's head. */
    static Optional<PhraseHit<String>> asking(Range clause, int head, List<PhraseHit<String>> classes) {
        return classes.stream()
                .filter(hit -> ASKING.contains(hit.value())
                        && hit.first() >= head
                        && hit.first() < Math.min(clause.to(), head + VERB_WITHIN))
                .min(Comparator.comparingInt(PhraseHit::first));
    }

    /** Tokens from {@code from} to before {@code to}. */
    record Range(int from, int to) {

        boolean holds(PhraseHit<?> hit) {
            return hit.first() >= from && hit.last() < to;
        }

        int length() {
            return to - from;
        }
    }
}
