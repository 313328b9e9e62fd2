package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.SpanTagger;
import io.celesteos.nlp.text.FoldedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long a warm model takes for a text, on one thread, folding and cutting included. */
final class ReadingTime {

    private static final int READS = 5_000;
    private static final int LONG_TEXT_WORDS = 50;
    private static final double THRESHOLD = 0.5;

    private ReadingTime() {}

    static String of(SpanTagger tagger, List<Example> examples) {
        List<String> texts =
                examples.stream().map(example -> example.text().original()).toList();
        String all = String.join(" ", texts);
        String longer = Arrays.stream(all.split(" ")).limit(LONG_TEXT_WORDS).collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "one of these texts takes %s; one of %d words %s",
                times(tagger, texts),
                LONG_TEXT_WORDS,
                times(tagger, List.of(longer)));
    }

    private static String times(SpanTagger tagger, List<String> texts) {
        long[] nanos = new long[READS];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < READS; i++) {
                long start = System.nanoTime();
                tagger.tag(FoldedText.of(texts.get(i % texts.size())), THRESHOLD);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT, "%.3f ms (median; p95 %.3f ms)", nanos[READS / 2] / 1e6, nanos[READS * 95 / 100] / 1e6);
    }
}
