package io.celesteos.nlp.vocabulary;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a word that names work names work on a machine: "order a filter" and not "my order", "start gen 2" and not
 * "start a job", "change the impeller" and not "change the due date".
 */
final class WorkOnMachines {

    /** Words after which "order" is a noun, and "check", "clean" and "change" mostly are something else. */
    private static final Set<String> MAKES_NOUN = Set.of(
            "my",
            "the",
            "an",
            "a",
            "your",
            "our",
            "this",
            "that",
            "next",
            "last",
            "spares",
            "parts",
            "no",
            "approve",
            "status",
            "track",
            "which",
            "of",
            "each",
            "any",
            "open",
            "late",
            "deck",
            "work",
            "backorder",
            "every",
            "cancel");

    private static final Set<String> AFTER_NOUN =
            Set.of("no", "nr", "number", "status", "of", "list", "form", "confirmation");
    private static final Set<String> NOT_FROM_STORES = Set.of(
            "pizza", "champagne", "taxi", "flowers", "sushi", "wine", "dinner", "lunch", "breakfast", "cake", "boxes");
    private static final Set<String> PAPERS = Set.of(
            "hor",
            "hours",
            "rest",
            "stock",
            "inventory",
            "availability",
            "if",
            "whether",
            "mlc",
            "handover",
            "manual",
            "how",
            "my",
            "crew",
            "email",
            "weather",
            "the app",
            "in");
    private static final Set<String> RECORDS = Set.of(
            "date",
            "due",
            "priority",
            "title",
            "department",
            "assignee",
            "status",
            "interval",
            "rest",
            "times",
            "wo",
            "job",
            "hor",
            "bin",
            "minimum",
            "min",
            "location",
            "name",
            "password",
            "channel",
            "deadline",
            "language",
            "description",
            "hours",
            "order",
            "wifi",
            "cabin",
            "unit");
    private static final Set<String> DOCUMENT = Set.of(
            "certificate",
            "certificates",
            "guide",
            "report",
            "manual",
            "procedure",
            "instruction",
            "instructions",
            "drawing",
            "checklist",
            "plan",
            "engineer",
            "agent",
            "po",
            "company");
    private static final Set<String> BE =
            Set.of("is", "are", "was", "were", "looks", "on", "very", "with", "strainer", "hull");
    private static final Set<String> STOCK = Set.of("stock", "inventory");

    private WorkOnMachines() {}

    static boolean isMeant(Scene scene, PhraseHit<Term> hit) {
        SourceText source = scene.source();
        String before = form(source, hit.first() - 1, source.gapBefore(hit.first()));
        String after = form(source, hit.last() + 1, source.gapBefore(hit.last() + 1));
        String word = source.token(hit.first()).form();
        if (after != null && DOCUMENT.contains(after) && !word.endsWith("ed")) {
            return false;
        }
        return switch (word) {
            case "order", "orders" ->
                !isOneOf(before, MAKES_NOUN)
                        && !isOneOf(after, AFTER_NOUN)
                        && !isOneOf(after, NOT_FROM_STORES)
                        && !isSecond(scene, hit, NOT_FROM_STORES);
            case "start", "started", "starting", "stop", "stopped", "stopping" -> isBesideMachine(scene, hit, before);
            case "check", "checks", "checking" ->
                !isOneOf(after, PAPERS)
                        && !isOneOf(before, PAPERS)
                        && !isSecond(scene, hit, PAPERS)
                        && !isOneOf(before, Set.of("just", "only", "what", "and"))
                        && scene.source().gapBefore(hit.last() + 1) != Gap.BREAK;
            case "change", "changing" -> !isOneOf(after, RECORDS) && !isSecond(scene, hit, RECORDS);
            case "clean" -> !isOneOf(before, BE) && !isAfterMachine(scene, hit) && after != null;
            case "remove", "removed", "adjust", "fix" -> !scene.mentions(STOCK);
            case "replacement" -> after == null || isOneOf(before, Set.of("the", "of"));
            case "paint" ->
                !isOneOf(after, Set.of("and", "job", "locker")) && !isOneOf(before, Set.of("the", "leftover"));
            case "test" -> !isOneOf(after, Set.of("test", "certificate"));
            case "fill" -> !isOneOf(before, Set.of("please"));
            case "inspection" -> !isOneOf(before, Set.of("for"));
            default -> true;
        };
    }

    /** A machine follows at once or after an article, or goes just before. */
    private static boolean isBesideMachine(Scene scene, PhraseHit<Term> hit, @Nullable String before) {
        List<PhraseHit<Term>> machines = scene.mentioned(TermKind.EQUIPMENT_TYPE);
        boolean adjective = isOneOf(before, Set.of("cold", "black", "auto", "soft"));
        boolean follows = machines.stream()
                .anyMatch(machine -> machine.first() > hit.last()
                        && machine.first() - hit.last() <= 4
                        && scene.source().gapBefore(hit.last() + 1).compareTo(Gap.COMMA) < 0);
        return !adjective && (follows || isAfterMachine(scene, hit));
    }

    private static boolean isAfterMachine(Scene scene, PhraseHit<Term> hit) {
        return scene.mentioned(TermKind.EQUIPMENT_TYPE).stream()
                .anyMatch(machine -> machine.last() < hit.first() && hit.first() - machine.last() <= 2);
    }

    private static boolean isSecond(Scene scene, PhraseHit<Term> hit, Set<String> words) {
        for (int i = hit.last() + 2; i <= hit.last() + 4; i++) {
            if (i >= scene.source().size() || scene.source().gapBefore(i).compareTo(Gap.COMMA) >= 0) {
                return false;
            }
            if (words.contains(scene.source().token(i).form())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(@Nullable String word, Set<String> words) {
        return word != null && words.contains(word);
    }

    /** The word there, null where a clause ends between. */
    private static @Nullable String form(SourceText source, int index, Gap between) {
        return index >= 0 && index < source.size() && between.compareTo(Gap.COMMA) < 0
                ? source.token(index).form()
                : null;
    }
}
