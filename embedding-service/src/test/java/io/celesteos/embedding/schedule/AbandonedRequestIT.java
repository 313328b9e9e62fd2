package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.CallerProperties;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Real sockets, a real Tomcat, and a model of one runner that waits until it is told to go on. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = AbandonedRequestIT.Application.class,
        properties = "spring.threads.virtual.enabled=true")
@Timeout(60)
class AbandonedRequestIT {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private GatedModel gated;

    @AfterEach
    void letAllGo() {
        gated.gate.release(1_000);
        await(() -> gauge("embedding.queue.pending") == 0);
        gated.gate.drainPermits();
        gated.seen.clear();
    }

    /** How a client can leave. */
    enum Leaving {
        CLOSE {
            @Override
            void apply(Socket socket) throws IOException {
                socket.close();
            }
        },
        RESET {
            @Override
            void apply(Socket socket) throws IOException {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        },
        HALF_CLOSE {
            @Override
            void apply(Socket socket) throws IOException {
                socket.shutdownOutput();
            }
        };

        abstract void apply(Socket socket) throws IOException;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    }

    private static String work(int tokens) {
        return "GET /work?tokens=" + tokens + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String look(String body) {
        return "POST /look HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String lookInChunks(String body) {
        return "POST /look HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked"
                + "\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    /** The body of the next answer on this connection. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        assertThat(status).startsWith("HTTP/1.1 200");
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            assertThat(next).as("the connection ended").isNotNegative();
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private double waiting() {
        return meters.get("embedding.queue.jobs")
                .tags("urgency", "bulk")
                .gauge()
                .value();
    }

    private double abandoned() {
        return meters.get("embedding.jobs")
                .tags("urgency", "bulk", "outcome", "abandoned")
                .counter()
                .count();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWhoseClientLeftIsDroppedBeforeItIsComputed(Leaving leaving) throws IOException {
        double before = abandoned();
        try (Socket staying = connect();
                Socket going = connect()) {
            send(staying, work(5));
            await(() -> gated.seen.contains(5));
            send(going, work(7));
            await(() -> waiting() == 1);

            leaving.apply(going);

            await(() -> abandoned() == before + 1);
            assertThat(gauge("embedding.queue.pending")).isEqualTo(5);
            gated.gate.release(10);
            assertThat(answer(staying.getInputStream())).isEqualTo("computed 5");
        }
        assertThat(gated.seen).containsExactly(5);
    }

    @Test
    void whatAClientSentAheadIsAnsweredInItsTurn() throws IOException {
        double before = abandoned();
        try (Socket socket = connect()) {
            send(socket, look("one") + lookInChunks("two") + look("three"));

            assertThat(answer(socket.getInputStream())).isEqualTo("one LATE");
            assertThat(answer(socket.getInputStream())).isEqualTo("two LATE");
            assertThat(answer(socket.getInputStream())).isEqualTo("three LATE");

            // The connection is as good as new.
            send(socket, look("four"));
            assertThat(answer(socket.getInputStream())).isEqualTo("four LATE");
        }
        assertThat(abandoned()).isEqualTo(before);
    }

    @Test
    void theNextRequestArrivesWhileTheFirstStillWaits() throws IOException {
        try (Socket socket = connect()) {
            send(socket, work(5));
            await(() -> gated.seen.contains(5));
            send(socket, look("next"));
            gated.gate.release(10);

            assertThat(answer(socket.getInputStream())).isEqualTo("computed 5");
            assertThat(answer(socket.getInputStream())).isEqualTo("next LATE");
        }
    }

    /** Computes one text for each permit, and remembers the lengths of what it was given. */
    static final class GatedModel {

        private final Semaphore gate = new Semaphore(0);
        private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
        private final LoadedModel model = FakeModel.of(this::compute);

        private HiddenStates compute(TokenizedText text) {
            seen.add(text.length());
            try {
                if (!gate.tryAcquire(40, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the gate stayed shut");
                }
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return new HiddenStates(new float[] {text.length(), 0}, 2);
        }
    }

    @RestController
    static class WorkEndpoint {

        private final EncodeScheduler scheduler;
        private final GatedModel gated;

        WorkEndpoint(EncodeScheduler scheduler, GatedModel gated) {
            this.scheduler = scheduler;
            this.gated = gated;
        }

        @GetMapping("/work")
        String work(@RequestParam int tokens) {
            var job = new EncodeJob<>(
                    gated.model,
                    List.of(FakeModel.text(tokens)),
                    states -> (int) states.at(0, 0),
                    RequestContext.current().deadline(),
                    Urgency.BULK);
            scheduler.run(job, RequestContext.current().deadline().remaining());
            return "computed " + job.results().getFirst();
        }

        /** Waits long enough for a look at the connection, whatever the machine. */
        @PostMapping("/look")
        String look(@RequestBody String body) throws InterruptedException {
            Call.Waited waited = Call.current().await(new CompletableFuture<>(), Duration.ofMillis(120));
            return body + " " + waited + (Thread.currentThread().isVirtual() ? "" : " on a platform thread");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableConfigurationProperties(CallerProperties.class)
    @ComponentScan(basePackageClasses = Call.class)
    static class Application {

        @Bean
        GatedModel gatedModel() {
            return new GatedModel();
        }

        @Bean(initMethod = "start")
        EncodeScheduler scheduler(MeterRegistry meters) {
            return new EncodeScheduler(new ScheduleProperties(1, 0, 51_200, 32, Duration.ofMinutes(1)), meters);
        }

        @Bean
        WorkEndpoint workEndpoint(EncodeScheduler scheduler, GatedModel gated) {
            return new WorkEndpoint(scheduler, gated);
        }
    }
}
