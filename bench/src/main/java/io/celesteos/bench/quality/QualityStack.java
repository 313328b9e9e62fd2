package io.celesteos.bench.quality;

import io.celesteos.bench.process.JarProcess;
import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** PostgreSQL with pgvector, an embedding-service and a search-engine of this measurement's own, until closed. */
final class QualityStack implements AutoCloseable {

    private static final String ROLE = "celeste_service";
    private static final String PASSWORD = "throwaway";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Database database;
    private final JarProcess embedding;
    private final JarProcess engine;
    private final ServiceClient embeddingClient;
    private final ServiceClient searchClient;

    private QualityStack(Database database, JarProcess embedding, JarProcess engine) {
        this.database = database;
        this.embedding = embedding;
        this.engine = engine;
        this.embeddingClient = client("embedding-service", embedding.url());
        this.searchClient = client("search-engine", engine.url());
    }

    /**
     * @param home the suite's folder, with the built jars
     * @param folder for logs, models and indexes
     * @param redis of the embedding-service, so that a second run need not embed again; empty for none
     * @param settings of the search-engine, as {@code --name=value}
     * @throws IOException when a jar is not built or a service does not start
     */
    static QualityStack start(Path home, Path folder, String redis, List<String> settings) throws IOException {
        Path embeddingJar = jar(home, "embedding-service");
        Path engineJar = jar(home, "search-engine");
        Database database = ThrowawayPostgres.shared().newDatabase();
        DataSource owner = owner(database);
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, ROLE, PASSWORD);
        JarProcess embedding = null;
        JarProcess engine = null;
        try {
            Map<String, String> models = new HashMap<>();
            models.put("MODEL_CACHE", folder.resolve("models").toAbsolutePath().toString());
            models.put("REDIS_URL", redis);
            embedding = JarProcess.start("embedding-service", embeddingJar, options(384), models, folder);
            Map<String, String> environment = new HashMap<>();
            environment.put("DATABASE_URL", database.jdbcUrl());
            environment.put("DATABASE_USER", ROLE);
            environment.put("DATABASE_PASSWORD", PASSWORD);
            environment.put("EMBEDDING_URL", embedding.url().toString());
            environment.put("SEARCH_VECTOR_BACKEND", "pgvector");
            environment.put("REDIS_URL", "");
            for (String setting : settings) {
                String[] parts = setting.split("=", 2);
                if (parts.length != 2) {
                    throw new IOException("--set wants name=value, not " + setting);
                }
                environment.put(parts[0].toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), parts[1]);
            }
            engine = JarProcess.start(
                    "search-engine", engineJar, withSimd(options(768)), environment, folder.resolve("engine"));
            awaitHealth(embedding);
            awaitHealth(engine);
            return new QualityStack(database, embedding, engine);
        } catch (IOException | RuntimeException failure) {
            close(engine);
            close(embedding);
            throw failure;
        }
    }

    /** Looked at before anything is started. */
    private static Path jar(Path home, String module) throws IOException {
        Path jar = home.resolve(module).resolve("target").resolve(module + "-0.1.0.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + " is not there: build it with ./celeste build");
        }
        return jar;
    }

    private static List<String> options(int megabytes) {
        return List.of(
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    private static List<String> withSimd(List<String> options) {
        return java.util.stream.Stream.concat(
                        options.stream(), java.util.stream.Stream.of("--add-modules=jdk.incubator.vector"))
                .toList();
    }

    private static void awaitHealth(JarProcess service) throws IOException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            service.await(() -> {
                try {
                    int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status != 200) {
                        throw new IOException("/health answers " + status);
                    }
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while a service starts", stop);
                }
            });
        }
    }

    private static ServiceClient client(String name, URI url) {
        return new ServiceClient(ClientSettings.of(name, url, TIMEOUT));
    }

    private static DataSource owner(Database database) {
        return new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
    }

    Database database() {
        return database;
    }

    DataSource owner() {
        return owner(database);
    }

    ServiceClient search() {
        return searchClient;
    }

    URI searchUrl() {
        return engine.url();
    }

    EmbeddingClient embedding() {
        return EmbeddingClient.over(embeddingClient);
    }

    private static void close(@org.jspecify.annotations.Nullable JarProcess process) {
        if (process != null) {
            process.close();
        }
    }

    @Override
    public void close() {
        searchClient.close();
        embeddingClient.close();
        engine.close();
        embedding.close();
    }
}
