package io.celesteos.embedding.readiness;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.WebProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The first requests, sent by the service to itself once its models are loaded: the very first takes half a second,
 * most of it for loading classes, and no caller should be the one who waits for it. Whatever goes wrong here goes
 * wrong for callers too and is theirs to hear of; the start goes on.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class FirstRequests implements ApplicationRunner, DependencyProbe {

    private static final Logger log = LoggerFactory.getLogger(FirstRequests.class);

    /** These take the whole way; later ones repeat them from the cache, for what is around the model alone. */
    private static final int DISTINCT = 20;

    /** Each of the ways in is taken now and then; embedding most of the time. */
    private static final int OTHERS_EVERY = 20;

    private final ReadinessProperties properties;
    private final @Nullable String apiKey;
    private final Environment environment;
    private volatile boolean done;

    FirstRequests(ReadinessProperties properties, WebProperties web, Environment environment) {
        this.properties = properties;
        this.apiKey = web.apiKey();
        this.environment = environment;
    }

    @Override
    public String name() {
        return "first_requests";
    }

    @Override
    public DependencyState check() {
        return done ? DependencyState.healthy("answered") : DependencyState.starting("under_way");
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            Integer port = environment.getProperty("local.server.port", Integer.class);
            if (port != null) {
                send(URI.create("http://localhost:" + port));
            }
        } catch (IOException failure) {
            log.info("The service could not send itself its first requests: {}", failure.getMessage());
        } finally {
            done = true;
        }
    }

    private void send(URI self) throws IOException {
        long start = System.nanoTime();
        int sent = 0;
        while (sent < properties.requests()
                && System.nanoTime() - start < properties.limit().toNanos()) {
            String text = "Port generator overheating, check " + sent % DISTINCT;
            post(self, "/api/v1/embed", "{\"texts\":[\"" + text + "\"]}");
            if (sent % OTHERS_EVERY == 0) {
                post(self, "/v1/embeddings", "{\"input\":\"" + text + "\",\"encoding_format\":\"base64\"}");
                post(self, "/api/v1/rerank", "{\"query\":\"generator\",\"documents\":[\"" + text + "\"]}");
            }
            sent++;
        }
        log.info("Answered {} requests of its own in {} ms", sent, (System.nanoTime() - start) / 1_000_000);
    }

    private void post(URI self, String path, String json) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) self.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(10_000);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        if (apiKey != null && !apiKey.isEmpty()) {
            connection.setRequestProperty(ApiKey.HEADER, apiKey);
        }
        try (OutputStream body = connection.getOutputStream()) {
            body.write(json.getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(path + " answered " + connection.getResponseCode());
        }
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
