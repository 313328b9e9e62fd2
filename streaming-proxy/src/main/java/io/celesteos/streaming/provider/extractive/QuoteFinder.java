package io.celesteos.streaming.provider.extractive;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which sentence of a passage a statement rests on. */
public final class QuoteFinder {

    /** A shared fault code or value says more than a shared word. */
    private static final double CODE_WEIGHT = 3;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private QuoteFinder() {}

    /**
     * The sentence that has most in common with the claim for its length; the first where none has anything.
     *
     * @return never longer than a screen's width of text, white space collapsed; empty for an empty passage
     */
    public static String quote(String claim, String passage) {
        List<String> sentences = SentenceSplitter.split(passage);
        if (sentences.isEmpty()) {
            String text = SPACE.matcher(passage).replaceAll(" ").strip();
            return text.substring(0, Math.min(text.length(), SentenceSplitter.MAX_LENGTH));
        }
        Set<String> wanted = Terms.of(claim);
        String best = sentences.getFirst();
        double bestScore = 0;
        for (String sentence : sentences) {
            Set<String> terms = Terms.of(sentence);
            double common = terms.stream()
                    .filter(wanted::contains)
                    .mapToDouble(term -> Terms.isCode(term) ? CODE_WEIGHT : 1)
                    .sum();
            // The root keeps a long sentence from winning by its length and a stump by its shortness.
            double score = common / Math.sqrt(Math.max(1, terms.size()));
            if (score > bestScore) {
                bestScore = score;
                best = sentence;
            }
        }
        return best;
    }
}
