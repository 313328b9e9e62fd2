package io.celesteos.nlp.extract;

import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.yacht.YachtContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One recogniser over fifty words, with a yacht, nothing hidden by an earlier stage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecognizerBenchmark {

    /** Set by {@link SpeedMeasurements} to every name there is. */
    @Param("OemPartRecognizer")
    private String recognizer;

    private Recognizer measured;
    private Scene[] scenes;
    private int next;

    static List<String> names() {
        return RecognizerCatalog.all().stream().map(RecognizerBenchmark::name).toList();
    }

    private static String name(Recognizer recognizer) {
        return recognizer.getClass().getSimpleName();
    }

    @Setup
    public void prepare() {
        measured = RecognizerCatalog.all().stream()
                .filter(one -> name(one).equals(recognizer))
                .findFirst()
                .orElseThrow();
        YachtContext yacht = Yachts.yacht();
        scenes = DemoTexts.ofFiftyWords().stream()
                .map(text -> Readings.scene(text, yacht))
                .toArray(Scene[]::new);
    }

    @Benchmark
    public List<Candidate> fiftyWords() {
        next = next + 1 == scenes.length ? 0 : next + 1;
        return measured.recognize(scenes[next]);
    }
}
