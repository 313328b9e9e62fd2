package io.celesteos.bench.corpus;

import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.report.Progress;
import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real texts with their vectors, one each, in order. */
public record EmbeddedTexts(RealTexts texts, List<float[]> passages, List<float[]> queries) {

    private static final String MODEL = "bge-small-en-v1.5";

    public EmbeddedTexts {
        passages = List.copyOf(passages);
        queries = List.copyOf(queries);
    }

    /**
     * Starts the embedding-service for what was not asked of it before.
     *
     * @param folder keeps the vectors
     */
    public static EmbeddedTexts of(RealTexts texts, Path embeddingJar, Path folder, PrintStream out)
            throws IOException {
        RealVectors vectors = new RealVectors(folder.resolve("vectors"), MODEL);
        return new EmbeddedTexts(
                texts,
                embedded(vectors, texts.passages(), InputType.PASSAGE, embeddingJar, folder, out),
                embedded(vectors, texts.queries(), InputType.QUERY, embeddingJar, folder, out));
    }

    private static List<float[]> embedded(
            RealVectors vectors, List<String> texts, InputType type, Path jar, Path folder, PrintStream out)
            throws IOException {
        Optional<List<float[]>> kept = vectors.kept(texts, type);
        if (kept.isPresent()) {
            return kept.get();
        }
        Map<String, String> environment =
                Map.of("MODEL_CACHE", folder.resolve("models").toAbsolutePath().toString());
        try (JarProcess process = JarProcess.start("embedding-service", jar, List.of(), environment, folder);
                ServiceClient client =
                        new ServiceClient(ClientSettings.of("embedding", process.url(), Duration.ofMinutes(2)));
                Progress progress = Progress.of(out, "embedding texts, once", texts.size())) {
            EmbeddingClient service = EmbeddingClient.over(client);
            process.await(() -> {
                try {
                    service.models();
                } catch (RemoteFailure notYet) {
                    throw new IOException(notYet);
                }
            });
            return vectors.embed(service, texts, type, progress::at);
        }
    }
}
