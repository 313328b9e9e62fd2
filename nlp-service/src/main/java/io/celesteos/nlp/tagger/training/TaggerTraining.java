package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.ModelFile;
import io.celesteos.nlp.tagger.SpanTagger;
import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.TextEncoder;
import io.celesteos.nlp.tagger.WordPieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code ./celeste nlp train | evaluate | errors | cross-validate}, run from the repository's root. */
public final class TaggerTraining {

    private static final Path TRAINING = Path.of("nlp-service/src/training");
    private static final Path RESOURCES = Path.of("nlp-service/src/main/resources");
    private static final int FOLDS = 5;
    private static final String USAGE = """
            ./celeste nlp train [mentions|maritime|intents]   trains the models and writes them into the sources
            ./celeste nlp evaluate [mentions|maritime]        scores the stored models on the dev splits
            ./celeste nlp errors [mentions|maritime]          what the stored models miss and invent on the dev splits
            ./celeste nlp cross-validate HEAD [name=value..]  scores settings on five folds of the train split""";

    private final Console console;
    private final TextEncoder encoder;

    private TaggerTraining(Console console) {
        this.console = console;
        this.encoder = new TextEncoder(WordPieces.load());
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0
                || !Set.of("train", "evaluate", "errors", "cross-validate").contains(arguments[0])) {
            System.err.println(USAGE);
            System.exit(2);
        }
        var training = new TaggerTraining(Console.system());
        for (Heads head : heads(arguments)) {
            switch (arguments[0]) {
                case "train" -> training.train(head);
                case "evaluate" -> training.evaluate(head, stored(head));
                case "errors" -> training.errors(head, stored(head));
                default -> training.crossValidate(head, Arrays.copyOfRange(arguments, 2, arguments.length));
            }
        }
    }

    private static List<Heads> heads(String... arguments) {
        if (arguments.length == 1) {
            return List.of(Heads.values());
        }
        try {
            return List.of(Heads.valueOf(arguments[1].toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            System.err.println(arguments[1] + " is neither mentions nor maritime");
            System.exit(2);
            throw unknown;
        }
    }

    private void train(Heads head) throws IOException {
        long start = System.nanoTime();
        List<Example> examples = head.train(TRAINING);
        TrainingSettings settings = head.settings();
        int epochs = settings.epochs() * settings.models();
        var done = new AtomicInteger();
        SpanWeights weights = new SpanTrainer(encoder, settings, Heads.labels(examples))
                .train(examples, epoch -> console.progress(name(head), done.incrementAndGet(), epochs));
        Path file = RESOURCES.resolve(head.model().substring(1));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(file)) {
            ModelFile.write(weights, out);
        }
        console.say(String.format(
                Locale.ROOT,
                "%s: %d texts, %d s, %d KB in %s",
                name(head),
                examples.size(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                Files.size(file) / 1024,
                file));
        evaluate(head, stored(head));
    }

    private void evaluate(Heads head, SpanWeights weights) {
        var card = new Scorecard();
        new Evaluation(encoder, weights, head.threshold()).score(head.dev(TRAINING), card);
        console.table(name(head) + ", dev", card);
        console.say(ReadingTime.of(new SpanTagger(encoder, weights, head.cut()), head.dev(TRAINING)));
    }

    private void errors(Heads head, SpanWeights weights) {
        var evaluation = new Evaluation(encoder, weights, head.threshold());
        for (Example example : head.dev(TRAINING)) {
            List<String> errors = evaluation.errors(example);
            if (!errors.isEmpty()) {
                console.say(example.text().original());
                console.list(errors);
            }
        }
    }

    private void crossValidate(Heads head, String... changes) {
        TrainingSettings settings = head.settings();
        double threshold = head.threshold();
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            double value = Double.parseDouble(parts[1]);
            threshold = parts[0].equals("threshold") ? value : threshold;
            settings = settings.with(parts[0], value);
        }
        List<Example> examples = head.train(TRAINING);
        var card = new Scorecard();
        for (int fold = 0; fold < FOLDS; fold++) {
            CrossValidation.fold(examples, fold, FOLDS, encoder, settings, threshold, card);
            console.progress("folds", fold + 1, FOLDS);
        }
        console.table(name(head) + ", folds", card);
    }

    /** From the sources and not from the class path: what was just trained counts. */
    private static SpanWeights stored(Heads head) throws IOException {
        try (var file = Files.newInputStream(RESOURCES.resolve(head.model().substring(1)))) {
            return ModelFile.read(file);
        }
    }

    private static String name(Heads head) {
        return head.name().toLowerCase(Locale.ROOT);
    }
}
