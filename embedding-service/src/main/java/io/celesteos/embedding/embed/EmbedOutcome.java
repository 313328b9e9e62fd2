package io.celesteos.embedding.embed;

import io.celesteos.embedding.cache.EmbeddedText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * @param texts one a text, in the order asked
 * @param model canonical name
 * @param cached how many texts were known before
 */
public record EmbedOutcome(List<EmbeddedText> texts, String model, int dimensions, int cached) {

    public EmbedOutcome {
        texts = List.copyOf(texts);
    }

    public List<float[]> vectors() {
        return texts.stream().map(EmbeddedText::vector).toList();
    }

    public int tokens() {
        return texts.stream().mapToInt(EmbeddedText::tokens).sum();
    }

    /** Indexes of the texts that were cut. */
    public List<Integer> truncated() {
        return IntStream.range(0, texts.size())
                .filter(i -> texts.get(i).truncated())
                .boxed()
                .toList();
    }
}
