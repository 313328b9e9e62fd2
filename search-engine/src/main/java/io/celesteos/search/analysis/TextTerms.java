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

    /** In the order of the text; several terms may share a place. */
    public List<TextTerm> of(String text) {
        List<TextTerm> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
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
