package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.corpus.MaritimeSentences;
import io.celesteos.nlp.corpus.Split;
import io.celesteos.nlp.tagger.Cut;
import io.celesteos.nlp.tagger.MentionTagger;
import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.TaggerRecognizer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The models there are, and what each is trained and judged on. */
enum Heads {
    /** MaintIE's five classes. */
    MENTIONS(MentionTagger.MODEL, Cut.BLANKS, MentionTagger.THRESHOLD, TrainingSettings.mentions()) {
        @Override
        List<Example> train(Path training) {
            return Maintie.read(training.resolve("maintie/train.jsonl.gz"));
        }

        @Override
        List<Example> dev(Path training) {
            return Maintie.read(training.resolve("maintie/dev.jsonl.gz"));
        }
    },
    /** The project's own kinds. */
    MARITIME(TaggerRecognizer.MODEL, Cut.SIGNS, 0.5, TrainingSettings.maritime()) {
        @Override
        List<Example> train(Path training) {
            return sentences(training, Split.TRAIN);
        }

        @Override
        List<Example> dev(Path training) {
            return sentences(training, Split.DEV);
        }

        private List<Example> sentences(Path training, Split split) {
            return MaritimeSentences.in(training.resolve("maritime")).stream()
                    .filter(sentence -> sentence.split() == split)
                    .map(MaritimeExample::of)
                    .toList();
        }
    };

    private final String model;
    private final Cut cut;
    private final double threshold;
    private final TrainingSettings settings;

    Heads(String model, Cut cut, double threshold, TrainingSettings settings) {
        this.model = model;
        this.cut = cut;
        this.threshold = threshold;
        this.settings = settings;
    }

    abstract List<Example> train(Path training);

    abstract List<Example> dev(Path training);

    /** Resource of the model. */
    String model() {
        return model;
    }

    Cut cut() {
        return cut;
    }

    double threshold() {
        return threshold;
    }

    TrainingSettings settings() {
        return settings;
    }

    /** {@link SpanWeights#OUTSIDE}, then what occurs, in the order of the alphabet. */
    static List<String> labels(List<Example> examples) {
        TreeSet<String> labels = new TreeSet<>();
        labels.add(SpanWeights.OUTSIDE);
        examples.forEach(example -> example.spans().forEach(span -> labels.add(span.label())));
        return List.copyOf(labels);
    }
}
