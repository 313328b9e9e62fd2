package io.celesteos.search.lexical;

import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.SpellingQuery;
import io.celesteos.search.retrieval.TypedWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/**
 * Words of this yacht's index that a word of a query may have been meant to be: one error in a word, two in a
 * long one, counting swapped neighbours as one (Damerau 1964), the first letter right. Asked only when exact
 * matching finds too little: the word is nowhere in the index, or it is hardly there and too few passages hold
 * most of the query. What is near to nothing may be two words with their blank left out.
 */
final class MistypedWords {

    /** A page pasted into the search box must not cost as many automata as it has words. */
    private static final int MOST_WORDS = 3;

    private static final int MOST_CANDIDATES = 500;
    private static final int RIGHT_LETTERS = 1;
    private static final int SHORTEST_PART = 3;
    private static final int RARE = 2;

    /** How much more frequent a word must be to be meant by one that is there as well, if rarely. */
    private static final int TIMES_AS_FREQUENT = 10;

    /** Of two equally near words the second is taken too when it is about as frequent. */
    private static final int ABOUT = 4;

    private final IndexSearcher searcher;
    private final IndexReader reader;
    private final LuceneQueries queries;

    MistypedWords(IndexSearcher searcher, LuceneQueries queries) {
        this.searcher = searcher;
        this.reader = searcher.getIndexReader();
        this.queries = queries;
    }

    List<Correction> of(SpellingQuery asked) throws IOException {
        List<TypedWord> unknown = new ArrayList<>();
        List<TypedWord> rare = new ArrayList<>();
        for (TypedWord word : asked.query().typed()) {
            int frequency = frequency(word);
            if (frequency <= RARE) {
                (frequency == 0 ? unknown : rare).add(word);
            }
        }
        List<Correction> corrections = new ArrayList<>();
        for (TypedWord word : unknown.stream().limit(MOST_WORDS).toList()) {
            add(word, asked, 1, true, corrections);
        }
        if (unknown.isEmpty() && !rare.isEmpty() && tooFewHave(asked)) {
            for (TypedWord word : rare.stream().limit(MOST_WORDS).toList()) {
                add(word, asked, TIMES_AS_FREQUENT * frequency(word), false, corrections);
            }
        }
        return corrections;
    }

    private int frequency(TypedWord word) throws IOException {
        int most = 0;
        for (String term : word.terms()) {
            most = Math.max(most, reader.docFreq(new Term(Fields.TEXT, term)));
        }
        return most;
    }

    private boolean tooFewHave(SpellingQuery asked) throws IOException {
        int few = asked.fewHits();
        return few > 0
                && searcher.search(
                                        new ConstantScoreQuery(queries.most(asked.query())),
                                        new TopScoreDocCollectorManager(few, null, few))
                                .scoreDocs
                                .length
                        < few;
    }

    private void add(TypedWord word, SpellingQuery asked, int least, boolean replaces, List<Correction> into)
            throws IOException {
        int most = word.word().length() >= asked.twoEditsFrom() ? 2 : 1;
        List<Near> near = List.of();
        for (int edits = 1; edits <= most && near.isEmpty() && !asked.deadline().passed(); edits++) {
            near = near(word.word(), edits, least);
        }
        if (near.isEmpty() && replaces) {
            near = parted(word.word());
        }
        near.stream().map(each -> new Correction(word, each.word, replaces)).forEach(into::add);
    }

    /** Two words of the index written as one; where several cuts will do, the one whose rarer half is the least rare. */
    private List<Near> parted(String word) throws IOException {
        Near best = new Near("", 0);
        for (int cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
            String first = word.substring(0, cut);
            String second = word.substring(cut);
            int frequency = Math.min(frequency(first), frequency(second));
            if (frequency > best.frequency) {
                best = new Near(first + " " + second, frequency);
            }
        }
        return best.frequency == 0 ? List.of() : List.of(best);
    }

    /** Of three letters only the stem is kept, which such words seldom differ from. */
    private int frequency(String part) throws IOException {
        return reader.docFreq(new Term(part.length() > SHORTEST_PART ? MaritimeAnalyzer.WRITTEN : Fields.TEXT, part));
    }

    /** The most frequent one, and a second where it is about as frequent and not its plural. */
    private List<Near> near(String word, int edits, int least) throws IOException {
        Terms written = MultiTerms.getTerms(reader, MaritimeAnalyzer.WRITTEN);
        if (written == null) {
            return List.of();
        }
        List<Near> found = new ArrayList<>();
        var terms = new FuzzyTermsEnum(written, new Term(MaritimeAnalyzer.WRITTEN, word), edits, RIGHT_LETTERS, true);
        for (BytesRef term = terms.next(); term != null && found.size() < MOST_CANDIDATES; term = terms.next()) {
            String candidate = term.utf8ToString();
            if (!candidate.equals(word) && terms.docFreq() >= least) {
                found.add(new Near(candidate, terms.docFreq()));
            }
        }
        found.sort(Comparator.comparingInt(Near::frequency).reversed().thenComparing(Near::word));
        if (found.size() < 2) {
            return found;
        }
        Near best = found.getFirst();
        return found.stream()
                .filter(each -> each == best
                        || (each.frequency * ABOUT >= best.frequency
                                && !each.word.startsWith(best.word)
                                && !best.word.startsWith(each.word)))
                .limit(2)
                .toList();
    }

    private record Near(String word, int frequency) {}
}
