package io.celesteos.embedding.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be ranked, whatever dialect asked.
 *
 * @param field the dialect's name for the texts, for error messages
 * @param texts 1 or more
 * @param model as in {@code /api/v1/rerank}; null for the default
 * @param topN how many of the best are wanted; null for all
 * @param longTexts what becomes of texts longer than the model reads
 */
public record RankCommand(
        String field,
        String query,
        List<String> texts,
        @Nullable String model,
        @Nullable Integer topN,
        LongTexts longTexts) {

    public RankCommand {
        texts = List.copyOf(texts);
    }

    /** What becomes of a long text. */
    public sealed interface LongTexts {}

    /** Left to the scorer, which reads as much of it as it was set up to. */
    public record AsTheScorerDoes() implements LongTexts {}

    /** Its first {@code tokens} are read, 1 or more. */
    public record CutAt(int tokens) implements LongTexts {}

    /** The request is refused when query and text together do not fit the model. */
    public record Refused() implements LongTexts {}
}
