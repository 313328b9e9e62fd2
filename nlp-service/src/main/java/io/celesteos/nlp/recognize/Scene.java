package io.celesteos.nlp.recognize;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtTerm;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with all that recognisers may look at: its tokens, the terms found in it, the yacht, the moment it is read
 * at, and what earlier stages have taken. Immutable.
 */
public final class Scene {

    /** A control character: no pattern matches it, and with it a text of Latin letters takes one byte a sign. */
    private static final char TAKEN = '\u0001';

    private final SourceText source;
    private final Map<TermKind, List<PhraseHit<Term>>> terms;
    private final List<PhraseHit<YachtTerm>> yachtTerms;
    private final @Nullable YachtContext yacht;
    private final ZonedDateTime reference;
    private final Set<String> words;
    private final BitSet taken;
    private final String readable;

    public Scene(
            SourceText source,
            List<PhraseHit<Term>> terms,
            List<PhraseHit<YachtTerm>> yachtTerms,
            @Nullable YachtContext yacht,
            ZonedDateTime reference) {
        this(source, withoutShadowed(terms), List.copyOf(yachtTerms), yacht, reference, words(source), new BitSet());
    }

    private Scene(
            SourceText source,
            Map<TermKind, List<PhraseHit<Term>>> terms,
            List<PhraseHit<YachtTerm>> yachtTerms,
            @Nullable YachtContext yacht,
            ZonedDateTime reference,
            Set<String> words,
            BitSet taken) {
        this.source = source;
        this.terms = terms;
        this.yachtTerms = yachtTerms;
        this.yacht = yacht;
        this.reference = reference;
        this.words = words;
        this.taken = taken;
        this.readable = hide(source.folded(), taken);
    }

    /** The same text with these spans hidden. */
    public Scene without(Collection<Span> spans) {
        if (spans.isEmpty()) {
            return this;
        }
        BitSet more = (BitSet) taken.clone();
        spans.forEach(span -> more.set(span.start(), span.end()));
        return new Scene(source, terms, yachtTerms, yacht, reference, words, more);
    }

    public SourceText source() {
        return source;
    }

    /** The folded text, same offsets, taken spans as a sign that is part of nothing. */
    public String readable() {
        return readable;
    }

    public boolean isFree(Span span) {
        int taken = this.taken.nextSetBit(span.start());
        return taken < 0 || taken >= span.end();
    }

    /** Whether any of these words stands anywhere in the text, taken or not. */
    public boolean mentions(Collection<String> anyOf) {
        for (String word : anyOf) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Terms of one kind in what is free. */
    public List<PhraseHit<Term>> terms(TermKind kind) {
        List<PhraseHit<Term>> free = new ArrayList<>();
        for (PhraseHit<Term> hit : mentioned(kind)) {
            if (isFree(hit.span(source))) {
                free.add(hit);
            }
        }
        return free;
    }

    /** Terms of one kind, taken or not: what the text is about. */
    public List<PhraseHit<Term>> mentioned(TermKind kind) {
        return terms.getOrDefault(kind, List.of());
    }

    /** The yacht's own words in what is free, where they are written as they must be. */
    public <T extends YachtTerm> List<PhraseHit<T>> yachtTerms(Class<T> type) {
        return yachtTermsMentioned(type).stream()
                .filter(hit -> isFree(hit.span(source)))
                .toList();
    }

    /** The yacht's own words, taken or not. */
    public <T extends YachtTerm> List<PhraseHit<T>> yachtTermsMentioned(Class<T> type) {
        return yachtTerms.stream()
                .filter(hit -> type.isInstance(hit.value()) && hit.isWhole(source))
                .filter(hit -> !hit.value().exactCase() || source.isUpperCase(hit.span(source)))
                .map(hit -> new PhraseHit<>(hit.first(), hit.last(), type.cast(hit.value())))
                .toList();
    }

    /** Null where the text is read without a yacht. */
    public @Nullable YachtContext yacht() {
        return yacht;
    }

    /** The moment that "yesterday" is counted from, in the yacht's time zone. */
    public ZonedDateTime reference() {
        return reference;
    }

    /** Terms inside a longer phrase that means something else ("order" in "work order") are none. */
    private static Map<TermKind, List<PhraseHit<Term>>> withoutShadowed(List<PhraseHit<Term>> terms) {
        BitSet shadows = new BitSet();
        for (PhraseHit<Term> hit : terms) {
            if (hit.value().kind() == TermKind.SHADOW) {
                shadows.set(hit.first(), hit.last() + 1);
            }
        }
        Map<TermKind, List<PhraseHit<Term>>> byKind = new EnumMap<>(TermKind.class);
        for (PhraseHit<Term> hit : terms) {
            if (hit.value().kind() != TermKind.SHADOW && !isInside(hit, shadows)) {
                byKind.computeIfAbsent(hit.value().kind(), unseen -> new ArrayList<>())
                        .add(hit);
            }
        }
        byKind.replaceAll((kind, hits) -> List.copyOf(hits));
        return byKind;
    }

    private static boolean isInside(PhraseHit<Term> hit, BitSet shadows) {
        return shadows.nextClearBit(hit.first()) > hit.last();
    }

    private static Set<String> words(SourceText source) {
        Set<String> words = new HashSet<>();
        source.tokens().forEach(token -> words.add(token.form()));
        return words;
    }

    private static String hide(String folded, BitSet taken) {
        if (taken.isEmpty()) {
            return folded;
        }
        char[] readable = folded.toCharArray();
        for (int from = taken.nextSetBit(0); from >= 0; ) {
            int to = taken.nextClearBit(from);
            Arrays.fill(readable, from, to, TAKEN);
            from = taken.nextSetBit(to);
        }
        return new String(readable);
    }
}
