package io.celesteos.nlp.gazetteer;

import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds every term of a list in one pass: Aho and Corasick, "Efficient string matching" (CACM 18(6), 1975), over
 * tokens instead of characters, so that a term is found however its words are joined and never inside a word.
 * Linear in the number of tokens plus matches. Immutable, thread-safe.
 *
 * @param <T> what a term stands for
 */
public final class PhraseAutomaton<T> {

    private static final int ROOT = 0;

    private final Map<String, Integer> words;
    private final Map<Long, Integer> steps;
    private final int[] fail;
    private final int[] nextWithTerms;
    private final List<List<Phrase<T>>> terms;

    private PhraseAutomaton(Builder<T> built, int[] fail, int[] nextWithTerms) {
        this.words = built.words;
        this.steps = built.steps;
        this.terms = built.terms;
        this.fail = fail;
        this.nextWithTerms = nextWithTerms;
    }

    /** All occurrences, overlapping ones too, by their last token. */
    public List<PhraseHit<T>> scan(List<Token> tokens) {
        List<PhraseHit<T>> hits = new ArrayList<>();
        int state = ROOT;
        for (int i = 0; i < tokens.size(); i++) {
            Integer word = words.get(tokens.get(i).form());
            state = word == null ? ROOT : step(state, word);
            for (int at = state; at != ROOT; at = nextWithTerms[at]) {
                for (Phrase<T> term : terms.get(at)) {
                    int first = i - term.length() + 1;
                    if (term.hangsTogether(tokens, first)) {
                        hits.add(new PhraseHit<>(first, i, term.value()));
                    }
                }
            }
        }
        return hits;
    }

    private int step(int from, int word) {
        int state = from;
        while (true) {
            Integer next = steps.get(key(state, word));
            if (next != null) {
                return next;
            }
            if (state == ROOT) {
                return ROOT;
            }
            state = fail[state];
        }
    }

    /** Every word that occurs in a term. */
    public Set<String> vocabulary() {
        return Set.copyOf(words.keySet());
    }

    private static long key(int state, int word) {
        return ((long) state << 32) | word;
    }

    /** Collects terms; not thread-safe. */
    public static final class Builder<T> {
        private final Tokenizer tokenizer;
        private final Map<String, Integer> words = new HashMap<>();
        private final Map<Long, Integer> steps = new HashMap<>();
        private final List<List<Phrase<T>>> terms = new ArrayList<>(List.of(new ArrayList<>()));
        private final Set<Phrase<T>> known = new HashSet<>();

        public Builder(Tokenizer tokenizer) {
            this.tokenizer = tokenizer;
        }

        /** A term without any letter or digit is left out. */
        public Builder<T> add(String term, T value) {
            return add(term, value, false);
        }

        /** A code, whose letters and digits may stand apart in a text: {@code 1 R 0726} for {@code 1R-0726}. */
        public Builder<T> addCode(String term, T value) {
            return add(term, value, true);
        }

        private Builder<T> add(String term, T value, boolean loose) {
            Phrase<T> phrase = Phrase.of(tokenizer.tokenize(FoldedText.of(term).folded()), value, loose);
            if (phrase.length() == 0 || !known.add(phrase)) {
                return this;
            }
            int state = ROOT;
            for (String form : phrase.forms()) {
                int word = words.computeIfAbsent(form, unseen -> words.size());
                state = steps.computeIfAbsent(key(state, word), unseen -> newState());
            }
            terms.get(state).add(phrase);
            return this;
        }

        private int newState() {
            terms.add(new ArrayList<>(1));
            return terms.size() - 1;
        }

        public PhraseAutomaton<T> build() {
            int[] fail = new int[terms.size()];
            int[] nextWithTerms = new int[terms.size()];
            var automaton = new PhraseAutomaton<>(this, fail, nextWithTerms);
            List<List<Long>> children = childrenByState();
            var queue = new ArrayDeque<Integer>();
            queue.add(ROOT);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                for (long edge : children.get(state)) {
                    int child = steps.getOrDefault(edge, ROOT);
                    int word = (int) edge;
                    fail[child] = state == ROOT ? ROOT : automaton.step(fail[state], word);
                    nextWithTerms[child] = terms.get(fail[child]).isEmpty() ? nextWithTerms[fail[child]] : fail[child];
                    queue.add(child);
                }
            }
            return automaton;
        }

        private List<List<Long>> childrenByState() {
            List<List<Long>> children = new ArrayList<>();
            terms.forEach(state -> children.add(new ArrayList<>()));
            steps.keySet().forEach(edge -> children.get((int) (edge >>> 32)).add(edge));
            return children;
        }
    }
}
