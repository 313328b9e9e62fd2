package io.celesteos.contracts.readiness;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.web.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

/**
 * The first requests, sent by a service to itself over HTTP once it could answer others: the very first takes a few
 * hundred milliseconds, most of it for loading classes, and no caller should be the one who waits for it. Until they are
 * through, health says {@code starting}. Whatever goes wrong here goes wrong for callers too and is theirs to hear of; the
 * start goes on. To be the last runner of a service.
 */
public final class FirstRequests implements ApplicationRunner, DependencyProbe {

    private static final Logger log = LoggerFactory.getLogger(FirstRequests.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 10_000;

    private final IntFunction<List<FirstRequest>> rounds;
    private final int most;
    private final Duration limit;
    private final @Nullable String apiKey;
    private final Environment environment;
    private volatile boolean done;

    /**
     * @param rounds what to send, by the number of the round from 0
     * @param most rounds; 0 for none
     * @param limit longest all of them may take; what is not sent by then is left out
     * @param apiKey that the service's own door wants; null or empty where it stands open
     */
    public FirstRequests(
            IntFunction<List<FirstRequest>> rounds,
            int most,
            Duration limit,
            @Nullable String apiKey,
            Environment environment) {
        this.rounds = rounds;
        this.most = most;
        this.limit = limit;
        this.apiKey = apiKey;
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
        int round = 0;
        int sent = 0;
        while (round < most && System.nanoTime() - start < limit.toNanos()) {
            for (FirstRequest request : rounds.apply(round)) {
                post(self, request);
                sent++;
            }
            round++;
        }
        log.info("Answered {} requests of its own in {} ms", sent, (System.nanoTime() - start) / 1_000_000);
    }

    private void post(URI self, FirstRequest request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) self.resolve(request.path()).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        if (apiKey != null && !apiKey.isEmpty()) {
            connection.setRequestProperty(ApiKey.HEADER, apiKey);
        }
        try (OutputStream body = connection.getOutputStream()) {
            body.write(request.json().getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(request.path() + " answered " + connection.getResponseCode());
        }
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }
}
