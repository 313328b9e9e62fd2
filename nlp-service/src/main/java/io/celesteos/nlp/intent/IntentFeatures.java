package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a text the model weighs: its words, alone and in order, with entities as their kind and numbers as one sign,
 * where they stand, classes of words that mean alike, rules that fire, and the entities there are. Only the first
 * {@value #MOST_TOKENS} tokens are looked at: what is wanted is said early, and the cost stays bounded. Thread-safe.
 */
public final class IntentFeatures {

    private static final int MOST_TOKENS = 160;
    private static final int CLASSES_APART = 8;
    private static final int STEM = 5;
    private static final int MOST_IN_SEQUENCE = 12;

    /** Classes of words that say what is dealt with, not what is done with it. */
    private static final Set<String> OBJECTS =
            Set.of("workorder", "handover", "rest", "stock", "purchaserequest", "document", "faultword", "duelist");

    private final WordKinds kinds;
    private final WordClasses classes;
    private final IntentRules rules;

    public IntentFeatures(Tokenizer tokenizer) {
        this(tokenizer, WordKinds.load());
    }

    public IntentFeatures(Tokenizer tokenizer, WordKinds kinds) {
        this.kinds = kinds;
        this.classes = WordClasses.load(tokenizer);
        this.rules = IntentRules.load(tokenizer);
    }

    /** Each feature once, in an order that follows from the text. */
    public Set<String> of(SourceText source, List<MarkedSpan> entities) {
        List<Token> tokens = source.tokens().subList(0, Math.min(MOST_TOKENS, source.size()));
        Set<String> features = new LinkedHashSet<>();
        @Nullable MarkedSpan[] cover = cover(source, entities, tokens.size());
        addWords(features, tokens, cover);
        addKinds(features, tokens, cover);
        addShape(features, masked(tokens, cover));
        addEntities(features, source, entities, cover);
        List<PhraseHit<String>> hits = classes.in(tokens);
        addClasses(features, hits, source.folded().indexOf('?') >= 0);
        addClauses(features, tokens, hits, cover);
        for (IntentRules.Fired fired : rules.fired(tokens)) {
            features.add("rule=" + fired.rule().intent() + (fired.rule().needsObject() ? "" : "?"));
        }
        if (source.folded().indexOf('?') >= 0) {
            features.add("?");
        }
        features.add("bias");
        return features;
    }

    private static @Nullable MarkedSpan[] cover(SourceText source, List<MarkedSpan> entities, int size) {
        @Nullable MarkedSpan[] cover = new @Nullable MarkedSpan[size];
        for (MarkedSpan entity : entities) {
            Span span = entity.span();
            for (int i = source.tokenAt(span.start()); i < Math.min(size, source.tokenAt(span.end())); i++) {
                cover[i] = entity;
            }
        }
        return cover;
    }

    private static void addWords(Set<String> features, List<Token> tokens, @Nullable MarkedSpan[] cover) {
        String before = "^";
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String word = token.number() ? "0" : token.form();
            MarkedSpan entity = cover[i];
            if (entity != null && isThing(entity)) {
                before = "<" + name(entity) + ">";
            } else {
                features.add("w=" + word);
                if (word.length() > STEM) {
                    features.add("s=" + word.substring(0, STEM));
                }
                features.add("b=" + before + " " + word);
                if (i > 0 && tokens.get(i).before() == Gap.BREAK) {
                    features.add("c=" + word);
                }
                before = word;
            }
        }
        features.add("b=" + before + " $");
    }

    /** What kinds of words there are, and which follow each other. */
    private void addKinds(Set<String> features, List<Token> tokens, @Nullable MarkedSpan[] cover) {
        String before = "^";
        for (int i = 0; i < tokens.size(); i++) {
            MarkedSpan entity = cover[i];
            String sign;
            if (entity != null && isThing(entity)) {
                sign = "<" + name(entity) + ">";
            } else {
                WordKinds.Kind kind = kinds.of(tokens.get(i).form());
                features.add("j=" + kind.coarse());
                features.add("jj=" + kind.fine());
                sign = Integer.toString(kind.coarse());
            }
            if (!sign.equals(before)) {
                features.add("jb=" + before + " " + sign);
            }
            before = sign;
        }
    }

    /** A machine, a place, a date: which one it is says nothing about what is wanted. */
    private static boolean isThing(@Nullable MarkedSpan entity) {
        return entity != null && entity.kind() != EntityKind.ACTIONS && entity.kind() != EntityKind.SYMPTOMS;
    }

    /** The text with each entity as one sign. */
    private static List<String> masked(List<Token> tokens, @Nullable MarkedSpan[] cover) {
        List<String> masked = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            MarkedSpan entity = cover[i];
            if (i > 0 && token.before().compareTo(Gap.COMMA) >= 0) {
                masked.add(token.before() == Gap.COMMA ? "," : ".");
            }
            if (entity == null) {
                masked.add(token.number() ? "0" : token.form());
            } else if (i == 0 || cover[i - 1] != entity) {
                masked.add("<" + name(entity) + (entity.negated() ? "-" : "") + ">");
            }
        }
        return masked;
    }

    private static void addShape(Set<String> features, List<String> masked) {
        String last = "^";
        for (int i = 0; i < masked.size(); i++) {
            String sign = masked.get(i);
            if (i < 3) {
                features.add("f" + i + "=" + sign);
            }
            features.add("m=" + last + " " + sign);
            last = sign;
        }
        features.add("l=" + last);
    }

    private static void addEntities(
            Set<String> features, SourceText source, List<MarkedSpan> entities, @Nullable MarkedSpan[] cover) {
        for (MarkedSpan entity : entities) {
            features.add((entity.negated() ? "n=" : "e=") + name(entity));
        }
        StringBuilder kinds = new StringBuilder("k=");
        for (EntityKind kind : EntityKind.values()) {
            if (entities.stream().anyMatch(entity -> entity.kind() == kind && !entity.negated())) {
                kinds.append(kind.ordinal()).append('.');
            }
        }
        features.add(kinds.toString());
        features.add("q=" + sequence(cover));
        long bare = Arrays.stream(cover).filter(entity -> entity == null).count();
        features.add("o=" + (bare < 6 ? bare : bare < 10 ? "6" : bare < 16 ? "10" : "16"));
        features.add("len=" + Integer.numberOfTrailingZeros(Integer.highestOneBit(Math.max(1, cover.length))));
    }

    /** The kinds in their order, with a dash where other words stand between: {@code equipment-symptoms}. */
    private static String sequence(@Nullable MarkedSpan[] cover) {
        StringBuilder sequence = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_IN_SEQUENCE, cover.length); i++) {
            MarkedSpan entity = cover[i];
            if (entity == null) {
                sequence.append(i == 0 || cover[i - 1] != null ? "-" : "");
            } else if (i == 0 || cover[i - 1] != entity) {
                sequence.append(entity.kind().ordinal()).append(entity.negated() ? "n" : "");
            }
        }
        return sequence.toString();
    }

    /** How each clause begins, and the first that asks for something: what is told before it is told to explain. */
    private static void addClauses(
            Set<String> features, List<Token> tokens, List<PhraseHit<String>> hits, @Nullable MarkedSpan[] cover) {
        boolean asked = false;
        List<Clauses.Range> clauses = Clauses.of(tokens);
        for (int c = 0; c < clauses.size(); c++) {
            Clauses.Range clause = clauses.get(c);
            int head = Clauses.head(clause, tokens, hits);
            MarkedSpan entity = cover[head];
            features.add("h="
                    + (entity != null && isThing(entity)
                            ? "<" + name(entity) + ">"
                            : tokens.get(head).form()));
            Optional<PhraseHit<String>> asking = Clauses.asking(clause, head, hits);
            if (asking.isPresent() && !asked) {
                asked = true;
                String verb = asking.get().value();
                features.add("rq=" + verb);
                features.add("rt=" + (c == 0 ? "first" : "after"));
                Set<String> objects = new TreeSet<>();
                for (PhraseHit<String> hit : hits) {
                    if (clause.holds(hit) && OBJECTS.contains(hit.value())) {
                        objects.add(hit.value());
                    }
                }
                features.add("ro=" + verb + objects);
                for (int i = head; i < clause.to(); i++) {
                    if (cover[i] == null && !tokens.get(i).number()) {
                        features.add("rw=" + tokens.get(i).form());
                    }
                }
            }
        }
        if (!asked) {
            features.add("rq=");
        }
    }

    private static void addClasses(Set<String> features, List<PhraseHit<String>> hits, boolean question) {
        Set<String> objects = new TreeSet<>();
        String verb = "";
        for (PhraseHit<String> hit : hits) {
            if (OBJECTS.contains(hit.value())) {
                objects.add(hit.value());
            } else if (verb.isEmpty() && !hit.value().equals("polite")) {
                verb = hit.value();
            }
        }
        features.add("x=" + objects + (question ? "?" : ""));
        features.add("v=" + verb + objects);
        for (int i = 0; i < hits.size(); i++) {
            PhraseHit<String> hit = hits.get(i);
            features.add("g=" + hit.value());
            if (hit.first() == 0) {
                features.add("g0=" + hit.value());
            }
            for (int j = i + 1; j < hits.size() && hits.get(j).first() - hit.last() <= CLASSES_APART; j++) {
                if (hits.get(j).first() > hit.last() && !hits.get(j).value().equals(hit.value())) {
                    features.add("gg=" + hit.value() + ">" + hits.get(j).value());
                }
            }
        }
    }

    private static String name(MarkedSpan entity) {
        return entity.kind().name().toLowerCase(Locale.ROOT);
    }
}
