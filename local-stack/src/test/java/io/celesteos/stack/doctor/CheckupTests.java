package io.celesteos.stack.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.celesteos.contracts.embedding.KnownModels;
import io.celesteos.stack.doctor.Finding.Verdict;
import io.celesteos.stack.launch.StackLayout;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckupTests {

    @TempDir
    private Path folder;

    private StackLayout layout() {
        return new StackLayout(folder, folder.resolve("state"));
    }

    @Test
    void onAnEmptyMachineItSaysWhatIsMissingAndWhatToDo() throws InterruptedException {
        List<Finding> findings = Checkup.of(layout(), 21_500, Map.of()).findings();

        assertThat(findings)
                .extracting(Finding::what)
                .contains("JDK", "Maven", "Disk", "Memory", "PostgreSQL", "Redis", "Clock");
        assertThat(named(findings, "JDK").verdict()).isEqualTo(Verdict.GOOD);
        assertThat(named(findings, "Build")).satisfies(build -> {
            assertThat(build.verdict()).isEqualTo(Verdict.BAD);
            assertThat(build.says()).contains("search-engine");
            assertThat(build.next()).isEqualTo("./celeste build");
        });
        assertThat(named(findings, "Services").next()).isEqualTo("./celeste up -d");
        assertThat(findings)
                .filteredOn(each -> each.verdict() == Verdict.BAD)
                .allSatisfy(each -> assertThat(each.next()).isNotBlank());
    }

    @Test
    void aTakenPortIsNamedWithWhoeverHasIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                Services services = new Services(layout(), taken.getLocalPort(), Clock.systemUTC())) {
            assertThat(services.ports())
                    .filteredOn(each -> each.what().equals("Port " + taken.getLocalPort()))
                    .singleElement()
                    .satisfies(port -> {
                        assertThat(port.verdict()).isEqualTo(Verdict.BAD);
                        assertThat(port.next()).contains("--base-port");
                        if (Files.exists(Path.of("/proc/net/tcp"))) {
                            assertThat(port.says())
                                    .contains(
                                            "process " + ProcessHandle.current().pid());
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"0, GOOD", "60, WARNING", "3600, BAD", "-3600, BAD"})
    void aClockThatIsWrongIsNoticed(int seconds, Verdict verdict) throws Exception {
        HttpServer gateway = gateway("healthy");
        try (Services services = new Services(
                layout(),
                gateway.getAddress().getPort(),
                Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofSeconds(seconds)))) {
            assertThat(services.clocks().verdict()).isEqualTo(verdict);
        } finally {
            gateway.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"healthy, GOOD", "degraded, WARNING", "starting, WARNING", "unhealthy, BAD"})
    void aServiceIsAsWellAsItSaysAndTheOthersAreMissed(String status, Verdict verdict) throws Exception {
        HttpServer gateway = gateway(status);
        try (Services services = new Services(layout(), gateway.getAddress().getPort(), Clock.systemUTC())) {
            List<Finding> health = services.health();

            assertThat(named(health, "gateway").verdict()).isEqualTo(verdict);
            assertThat(named(health, "gateway").says()).contains("postgres healthy");
            assertThat(named(health, "nlp-service").verdict()).isEqualTo(Verdict.BAD);
            assertThat(named(health, "nlp-service").next()).isEqualTo("./celeste logs nlp-service");
        } finally {
            gateway.stop(0);
        }
    }

    private static HttpServer gateway(String status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        byte[] body = ("{\"status\":\"" + status + "\",\"service\":\"gateway\",\"version\":\"1\",\"uptime_seconds\":1,"
                        + "\"dependencies\":{\"postgres\":\"healthy\"}}")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/health", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    @Test
    void whatLeavesTheHouseIsSaid() {
        assertThat(new Settings(Map.of("OPENAI_API_KEY", "sk", "OPENAI_EMBEDDINGS", "false")).findings())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.says()).contains("passages", "are sent");
                    assertThat(key.says() + key.next()).doesNotContain("sk\"");
                });
        assertThat(new Settings(Map.of("OPENAI_API_KEY", "sk")).findings())
                .extracting(Finding::what)
                .contains("OPENAI_EMBEDDINGS");
        assertThat(new Settings(Map.of()).findings())
                .singleElement()
                .extracting(Finding::verdict)
                .isEqualTo(Verdict.GOOD);
        assertThat(new Settings(Map.of("SPRING_PROFILES_ACTIVE", "prod")).findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.BAD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://localhost:1 | WARNING | does not answer",
                "redis | BAD | no address",
                "http://localhost | BAD | no address",
                "'' | GOOD | not configured"
            })
    void redisIsAskedWhereOneIsConfigured(String url, Verdict verdict, String says) {
        Finding finding = new RedisLook(Map.of("REDIS_URL", url)).finding();

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.says()).contains(says);
    }

    @Test
    void aDatabaseThatIsNamedAndAwayIsSaid() {
        Map<String, String> environment = Map.of("DATABASE_URL", "jdbc:postgresql://localhost:1/x");

        assertThat(new PostgresLook(layout(), environment).finding()).satisfies(postgres -> {
            assertThat(postgres.verdict()).isEqualTo(Verdict.BAD);
            assertThat(postgres.says()).contains("does not answer").doesNotContain("\n");
        });
    }

    @Test
    void modelsThatAreNotWhatTheyWerePinnedAsAreNamed() throws IOException {
        Path jar = folder.resolve("embedding-service/target/embedding-service-0.1.0.jar");
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream outer = new ZipOutputStream(Files.newOutputStream(jar))) {
            outer.putNextEntry(new ZipEntry("BOOT-INF/lib/embeddings-of-others.jar"));
            ZipOutputStream inner = new ZipOutputStream(outer);
            for (var file : KnownModels.pinned().models().stream()
                    .filter(model -> model.bundled())
                    .flatMap(model -> model.files().stream())
                    .map(file -> file.target())
                    .distinct()
                    .toList()) {
                inner.putNextEntry(new ZipEntry(file));
                inner.write("not a model".getBytes(StandardCharsets.UTF_8));
            }
            inner.finish();
        }
        Path fetched = Files.createDirectories(folder.resolve("state/models/bge-large-en-v1.5"));
        Files.writeString(fetched.resolve("config.json"), "{}");
        Path own = Files.createDirectories(folder.resolve("state/models/our-own"));
        Files.writeString(own.resolve("config.json"), "{}");

        List<Finding> findings = new Models(layout()).findings();

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.BAD, Verdict.BAD, Verdict.GOOD);
        assertThat(findings.get(0).says()).contains("not as pinned");
        assertThat(findings.get(1).next()).isEqualTo("./celeste models fetch bge-large-en-v1.5");
        assertThat(findings.get(2).says()).contains("our-own");
    }

    private static Finding named(List<Finding> findings, String what) {
        return findings.stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
