package io.celesteos.embedding.schedule;

import io.celesteos.embedding.inference.BatchPolicy;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Fills a batch around the text whose turn it is, with those nearest to it in length: what is computed is the
 * number of texts times the longest of them, so texts of one length cost no padding.
 */
final class BatchAssembler {

    /** How many batches a text may come before its turn: enough to find texts of a length in a mixed job. */
    private static final int LOOK_AHEAD = 4;

    private BatchAssembler() {}

    /**
     * @param lead is always part of it
     * @param waiting jobs whose texts may come along; those of another model do not
     * @return shortest first
     */
    static List<EncodeStep> assemble(EncodeStep lead, Collection<EncodeJob<?>> waiting, BatchPolicy policy) {
        if (policy.maxTexts() == 1) {
            return List.of(lead);
        }
        List<EncodeStep> byLength = candidates(lead, waiting, policy.maxTexts());
        int from = byLength.indexOf(lead);
        int to = from + 1;
        while (to - from < policy.maxTexts()) {
            int texts = to - from + 1;
            boolean down = from > 0 && fits(texts, byLength.get(to - 1), policy);
            boolean up = to < byLength.size() && fits(texts, byLength.get(to), policy);
            if (!down && !up) {
                break;
            }
            boolean longerIsNearer = up
                    && (!down
                            || byLength.get(to).tokens() - lead.tokens()
                                    <= lead.tokens() - byLength.get(from - 1).tokens());
            if (longerIsNearer) {
                to++;
            } else {
                from--;
            }
        }
        return byLength.subList(from, to);
    }

    private static boolean fits(int texts, EncodeStep longest, BatchPolicy policy) {
        return (long) texts * longest.tokens() <= policy.maxTokens();
    }

    /** Shortest first. Work that goes ahead is not slowed down by longer texts of work that does not. */
    private static List<EncodeStep> candidates(EncodeStep lead, Collection<EncodeJob<?>> waiting, int maxTexts) {
        boolean ahead = lead.job().urgency().ahead();
        return waiting.stream()
                .filter(job -> job.model().equals(lead.job().model()) && !job.abandoned())
                .sorted(Comparator.comparing((EncodeJob<?> job) -> job != lead.job())
                        .thenComparing(job -> ahead && !job.urgency().ahead())
                        .thenComparing(EncodeJob.BY_TURN))
                .flatMap(job -> job.waiting(job.whole() ? LOOK_AHEAD * maxTexts : maxTexts).stream())
                .filter(step -> !ahead || step.job().urgency().ahead() || step.tokens() <= lead.tokens())
                // Enough to choose from: with all that may wait, choosing would take longer than computing.
                .limit((long) LOOK_AHEAD * maxTexts)
                .sorted(Comparator.comparingInt(EncodeStep::tokens)
                        // Of texts of one length, those next to the lead are taken: of its own job first.
                        .thenComparing(step -> step.job() != lead.job())
                        .thenComparing(EncodeStep::job, EncodeJob.BY_TURN)
                        .thenComparingInt(EncodeStep::index))
                .toList();
    }
}
