package io.celesteos.bench.quality;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The judged questions of one split.
 *
 * @param depth results asked for, 1 to 100
 * @param aim what gains are measured in
 */
record QuestionSet(String name, String split, List<Question> questions, Naming naming, int depth, Aim aim) {

    QuestionSet {
        questions = List.copyOf(questions);
    }

    /** What a set is mainly about. */
    enum Aim {
        NDCG10("nDCG@10"),
        FIRST("P@1");

        private final String title;

        Aim(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        double of(Judged judged) {
            return switch (this) {
                case NDCG10 -> judged.measures().ndcg10();
                case FIRST -> judged.firstIsBest() ? 1 : 0;
            };
        }
    }

    /** At most {@code most} of the questions: those whose ids have the smallest SHA-256, whatever is found for them. */
    QuestionSet sampled(int most) {
        List<Question> sample = questions.stream()
                .sorted(Comparator.comparing(question -> sha256(question.id())))
                .limit(most)
                .toList();
        return new QuestionSet(name, split, sample, naming, depth, aim);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
