package io.celesteos.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The questions the last contender put no best answer first for: where to look next. Tab-separated. */
record MissedQueries(SetResult result) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("id\tkind\tmrr_10\tquery\tanswers");
        for (Judged judged : result.systems().getLast().judged()) {
            if (!judged.firstIsBest()) {
                Question question = judged.question();
                lines.add(String.format(
                        Locale.ROOT,
                        "%s\t%s\t%.3f\t%s\t%s",
                        question.id(),
                        question.kind(),
                        judged.measures().mrr10(),
                        question.text().replace('\t', ' '),
                        String.join(" | ", question.answers().keySet())));
            }
        }
        return lines;
    }
}
