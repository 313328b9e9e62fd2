package io.celesteos.search.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;

/** Text as the analyser's terms with their places, free of the analyser's own types. Thread-safe. */
public final class TextTerms {

    private final Analyzer analyzer;

    public TextTerms(MaritimeAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Whether a term stands for a concept, however it was written. */
    public static boolean isConcept(String term) {
        return !term.isEmpty() && term.charAt(0) == MaritimeAnalyzer.CONCEPT;
    }

    /** In the order of the text; several terms may share a place. */
    public List<TextTerm> of(String text) {
        return read("text", text);
    }

    /** The words that may be mistyped, as they are written, in lower case. */
    public List<TextTerm> written(String text) {
        return read(MaritimeAnalyzer.WRITTEN, text);
    }

    private List<TextTerm> read(String field, String text) {
        List<TextTerm> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            var increment = stream.addAttribute(PositionIncrementAttribute.class);
            var length = stream.addAttribute(PositionLengthAttribute.class);
            int position = -1;
            stream.reset();
            while (stream.incrementToken()) {
                position += increment.getPositionIncrement();
                terms.add(new TextTerm(
                        term.toString(),
                        offset.startOffset(),
                        offset.endOffset(),
                        position,
                        length.getPositionLength()));
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory", impossible);
        }
        return terms;
    }

    /**
     * One term.
     *
     * @param start UTF-16 offset of its first unit, {@code end} one past its last
     * @param position of the word in the text; {@code words} how many words it spans
     */
    public record TextTerm(String term, int start, int end, int position, int words) {}
}
