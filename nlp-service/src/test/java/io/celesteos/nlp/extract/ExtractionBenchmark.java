package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.nlp.intent.IntentClassifier;
import io.celesteos.nlp.intent.IntentModel;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.yacht.YachtContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What reading costs as a whole and beside the recognisers: fifty words, and ten thousand signs made to be hard. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExtractionBenchmark {

    private static final String HARD = "SPN 4364 FMI 2-3/4 1R-0726 12/03/2024 E361-2, ";
    private static final int HARD_LENGTH = 10_000;

    private final YachtContext yacht = Yachts.yacht();
    private ExtractionPipeline pipeline;
    private EntityReader entities;
    private IntentClassifier intents;
    private String[] texts;
    private EntityReading[] readings;
    private String hard;
    private int next;

    @Setup
    public void prepare() {
        pipeline = ExtractConfiguration.pipeline(Readings.LEXICON, List.of());
        entities = EntityReader.shipped(Readings.LEXICON);
        intents = new IntentClassifier(Readings.LEXICON.tokenizer(), IntentModel.load());
        texts = DemoTexts.ofFiftyWords().toArray(String[]::new);
        readings = new EntityReading[texts.length];
        for (int i = 0; i < texts.length; i++) {
            readings[i] = entities.read(texts[i], yacht, Readings.REFERENCE);
        }
        hard = HARD.repeat(HARD_LENGTH / HARD.length() + 1).substring(0, HARD_LENGTH);
    }

    private int next() {
        next = next + 1 == texts.length ? 0 : next + 1;
        return next;
    }

    @Benchmark
    public Extraction whole() {
        return pipeline.extract(texts[next()], yacht, Readings.REFERENCE, EntityKind.byDefault());
    }

    @Benchmark
    public Extraction wholeWithoutYacht() {
        return pipeline.extract(texts[next()], null, Readings.REFERENCE, EntityKind.byDefault());
    }

    @Benchmark
    public Scene foldingCuttingAndTerms() {
        return Readings.scene(texts[next()], yacht);
    }

    @Benchmark
    public EntityReading entitiesAlone() {
        return entities.read(texts[next()], yacht, Readings.REFERENCE);
    }

    @Benchmark
    public Intent intentAlone() {
        EntityReading reading = readings[next()];
        return intents.classify(reading.source(), reading.marked());
    }

    @Benchmark
    public Extraction tenThousandHardSigns() {
        return pipeline.extract(hard, yacht, Readings.REFERENCE, EntityKind.byDefault());
    }
}
