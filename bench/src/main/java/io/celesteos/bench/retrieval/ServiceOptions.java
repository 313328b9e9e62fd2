package io.celesteos.bench.retrieval;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What both commands need to ask the service. */
final class ServiceOptions {

    @Option(
            names = "--service",
            defaultValue = "http://localhost:8002",
            description = "A running embedding-service. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI service;

    @Option(
            names = "--model",
            defaultValue = "bge-small-en-v1.5",
            description = "Embedding model. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String model;

    @Option(
            names = "--data",
            defaultValue = "bench/data/ir",
            description = "Folder of the judged collections. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--cache",
            defaultValue = "bench/target/retrieval",
            description = "Folder for what the service answered. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path cache;

    EmbeddingClient client() {
        return EmbeddingClient.over(
                new ServiceClient(ClientSettings.of("embedding-service", service, Duration.ofSeconds(30))));
    }

    AnswerLog log() throws IOException {
        return new AnswerLog(cache.resolve(model + ".answers"));
    }

    MeasuredService measured(EmbeddingClient client, AnswerLog log, PrintStream out) {
        return new MeasuredService(client, log, model, out::println);
    }

    String model() {
        return model;
    }

    Path set(String name) {
        return data.resolve(name);
    }
}
