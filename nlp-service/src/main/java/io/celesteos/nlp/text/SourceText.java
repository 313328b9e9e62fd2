package io.celesteos.nlp.text;

import java.util.List;

/** A text to be read: folded, in tokens. Immutable. */
public record SourceText(FoldedText text, List<Token> tokens) {

    public SourceText {
        tokens = List.copyOf(tokens);
    }

    public String folded() {
        return text.folded();
    }

    public Token token(int index) {
        return tokens.get(index);
    }

    public int size() {
        return tokens.size();
    }

    /** From the first unit of one token to the last unit of another. */
    public Span span(int firstToken, int lastToken) {
        return new Span(
                tokens.get(firstToken).span().start(),
                tokens.get(lastToken).span().end());
    }

    public String written(Span span) {
        return text.written(span);
    }

    /** Whether the span was written in capitals alone. */
    public boolean isUpperCase(Span span) {
        String written = written(span);
        return written.chars().noneMatch(Character::isLowerCase)
                && written.chars().anyMatch(Character::isUpperCase);
    }

    /** Whether the span begins with a capital. */
    public boolean isCapitalised(Span span) {
        return Character.isUpperCase(written(span).codePointAt(0));
    }

    /** What stands before the token; the start of the text is a break. */
    public Gap gapBefore(int token) {
        return token < tokens.size() ? tokens.get(token).before() : Gap.BREAK;
    }

    /** Index of the first token that starts at or after {@code offset}; {@link #size()} when there is none. */
    public int tokenAt(int offset) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).span().start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
