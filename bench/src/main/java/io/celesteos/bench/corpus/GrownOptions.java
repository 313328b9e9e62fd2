package io.celesteos.bench.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every measurement over made chunks asks for on the command line. */
public final class GrownOptions {

    @Option(names = "--chunks", split = ",", defaultValue = "10000,100000", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Integer> chunks;

    @Option(
            names = "--seed",
            defaultValue = "20260731",
            description = "Of the made chunks and of the order. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--set", description = "Environment of the service, e.g. SEARCH_VECTOR_EF_SEARCH=100.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--embedding-jar",
            defaultValue = "embedding-service/target/embedding-service-0.1.0.jar",
            description = "Asked once for the real vectors. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path embeddingJar;

    @Option(
            names = "--engine-jar",
            defaultValue = "search-engine/target/search-engine-0.1.0.jar",
            description = "What is measured. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path engineJar;

    public List<Integer> chunks() {
        return List.copyOf(chunks);
    }

    public long seed() {
        return seed;
    }

    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    public Path engineJar() {
        return engineJar;
    }

    /** @param folder where vectors once made are kept */
    public EmbeddedTexts embedded(Path folder, PrintStream out) throws IOException {
        return EmbeddedTexts.of(RealTexts.read(Path.of("")), embeddingJar, folder, out);
    }

    /** The made chunks of these texts. */
    public GrownCorpus corpus(EmbeddedTexts real) {
        return new GrownCorpus(seed, real.texts().passages(), real.passages());
    }
}
