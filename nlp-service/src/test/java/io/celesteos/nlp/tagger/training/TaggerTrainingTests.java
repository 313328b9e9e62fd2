package io.celesteos.nlp.tagger.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.tagger.ModelFile;
import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.TextEncoder;
import io.celesteos.nlp.tagger.WordPieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggerTrainingTests {

    private static final Path TRAINING = Path.of("src", "training");
    private static final TextEncoder ENCODER = new TextEncoder(WordPieces.load());

    @ParameterizedTest
    @CsvSource({"MENTIONS, 0.89", "MARITIME, 0.72"})
    void theStoredModelKeepsItsScoreOnTheDevSplit(Heads head, double floor) {
        var card = new Scorecard();
        new Evaluation(ENCODER, ModelFile.load(head.model()), head.threshold()).score(head.dev(TRAINING), card);
        assertThat(card.all().f1()).isGreaterThan(floor);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
        List<Example> some = Heads.MENTIONS.train(TRAINING).subList(0, 60);
        TrainingSettings settings =
                TrainingSettings.mentions().with("epochs", 2).with("models", 2).with("bits", 12);
        byte[] once = bytes(some, settings);
        assertThat(bytes(some, settings)).isEqualTo(once);
        assertThat(bytes(some, settings.with("seed", 99))).isNotEqualTo(once);
    }

    @Test
    void aFewTextsAreLearnedByHeart() {
        List<Example> some = Heads.MENTIONS.train(TRAINING).subList(0, 40);
        TrainingSettings settings = TrainingSettings.mentions()
                .with("epochs", 15)
                .with("models", 1)
                .with("bits", 16)
                .with("sparse-dropout", 0)
                .with("dense-dropout", 0)
                .with("dense-penalty", 1e-4)
                .with("rate", 0.2);
        SpanWeights weights = new SpanTrainer(ENCODER, settings, Heads.labels(some)).train(some, epoch -> {});
        var card = new Scorecard();
        new Evaluation(ENCODER, weights, 0.5).score(some, card);
        assertThat(card.all().f1()).isGreaterThan(0.97);
    }

    @Test
    void spansCountOnlyWhenWordsAndLabelAreRight() {
        var card = new Scorecard();
        card.add(
                Set.of(new GoldSpan(0, 2, "a"), new GoldSpan(1, 2, "a"), new GoldSpan(3, 4, "b")),
                Set.of(new GoldSpan(0, 2, "a"), new GoldSpan(1, 2, "b")));
        assertThat(card.all()).isEqualTo(new Scorecard.Line("all", 1, 2, 3));
        assertThat(card.all().precision()).isEqualTo(0.5);
        assertThat(card.all().f1()).isEqualTo(0.4);
        assertThat(card.lines()).extracting(Scorecard.Line::label).containsExactly("a", "b");
    }

    @Test
    void everyTextOfTheTrainSplitsIsRead() {
        assertThat(Heads.MENTIONS.train(TRAINING)).hasSize(638);
        assertThat(Heads.MENTIONS.train(TRAINING).stream()
                        .mapToInt(example -> example.spans().size())
                        .sum())
                .isEqualTo(2017);
        assertThat(Heads.MENTIONS.dev(TRAINING)).hasSize(180);
        assertThat(Heads.MARITIME.train(TRAINING)).hasSizeGreaterThan(1_000);
    }

    private static byte[] bytes(List<Example> examples, TrainingSettings settings) throws IOException {
        SpanWeights weights = new SpanTrainer(ENCODER, settings, Heads.labels(examples)).train(examples, epoch -> {});
        var out = new ByteArrayOutputStream();
        ModelFile.write(weights, out);
        return out.toByteArray();
    }
}
