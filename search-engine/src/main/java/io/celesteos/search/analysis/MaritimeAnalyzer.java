package io.celesteos.search.analysis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;

/**
 * Text of manuals, logs and questions to terms; the same for what is stored and what is asked. Thread-safe.
 *
 * <p>Numbered names are split (DG1: dg 1), abbreviations that are words in lower case are spelled out, then:
 * Unicode words, no possessives, lower case, no accents, no stop words, American spelling, Porter stems with
 * the exceptions of the domain, and for each known expression a term of its concept ({@code ~main_engine}) at
 * the place of its first word, beside the words themselves. In the field {@link #WRITTEN} words are kept
 * unstemmed, for mending what was mistyped.
 */
public final class MaritimeAnalyzer extends Analyzer {

    /** First character of a concept's term; no tokenizer leaves it in a word. */
    static final char CONCEPT = '~';

    /** The field, and the way of reading, that keeps words as they are written: what typing errors are mended by. */
    public static final String WRITTEN = "written";

    private final Vocabulary vocabulary;
    private final CharArraySet stopWords;
    private final StemmerOverrideFilter.StemmerOverrideMap stems;
    private final SpelledOutReader.Words spelledOut;
    private final SynonymMap synonyms;

    public MaritimeAnalyzer(Vocabulary vocabulary) {
        super(PER_FIELD_REUSE_STRATEGY);
        this.vocabulary = vocabulary;
        this.stopWords = new CharArraySet(vocabulary.stopWords(), true);
        this.spelledOut = new SpelledOutReader.Words(vocabulary);
        try {
            this.stems = stemOverrides(vocabulary.stems());
            this.synonyms = concepts();
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is read or written here", impossible);
        }
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        return field.equals(WRITTEN)
                ? new TokenStreamComponents(words, new WrittenWordFilter(unstemmed(words)))
                : new TokenStreamComponents(words, new SynonymGraphFilter(stemmed(words), synonyms, true));
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return field.equals(WRITTEN) ? reader : new SpelledOutReader(spelledOut, reader);
    }

    private TokenStream unstemmed(TokenStream words) {
        TokenStream stream = new EnglishPossessiveFilter(words);
        stream = new LowerCaseFilter(stream);
        stream = new ASCIIFoldingFilter(stream);
        return new StopFilter(stream, stopWords);
    }

    private TokenStream stemmed(TokenStream words) {
        TokenStream stream = new SpellingFoldFilter(unstemmed(words), vocabulary.spelling());
        stream = new StemmerOverrideFilter(stream, stems);
        return new PorterStemFilter(stream);
    }

    private static StemmerOverrideFilter.StemmerOverrideMap stemOverrides(Map<String, String> stems)
            throws IOException {
        var overrides = new StemmerOverrideFilter.Builder();
        stems.forEach(overrides::add);
        return overrides.build();
    }

    private SynonymMap concepts() throws IOException {
        var builder = new SynonymMap.Builder(true);
        for (var entry : vocabulary.synonyms().entrySet()) {
            var concept = new CharsRef(
                    CONCEPT + entry.getKey().toLowerCase(Locale.ROOT).replace(' ', '_'));
            for (String variant : entry.getValue()) {
                List<String> terms = stemmedTerms(variant);
                if (!terms.isEmpty()) {
                    builder.add(
                            SynonymMap.Builder.join(terms.toArray(String[]::new), new CharsRefBuilder()),
                            concept,
                            true);
                }
            }
        }
        return builder.build();
    }

    private List<String> stemmedTerms(String variant) throws IOException {
        var words = new StandardTokenizer();
        words.setReader(new StringReader(variant));
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = stemmed(words)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }
}
