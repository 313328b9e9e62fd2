package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.SnapshotSource;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process that loads, commits, rebuilds and evicts without a pause is killed outright, again and again, while
 * the database goes on changing. In the end an orderly start must hold what the database holds.
 */
class KilledProcessIT {

    private static final String LOGIN = "killed_service";
    private static final String PASSWORD = "secret";
    private static final long SEED = 20260731;

    @TempDir
    Path folder;

    private final List<YachtId> yachts = List.of(new YachtId(UUID.randomUUID()), new YachtId(UUID.randomUUID()));

    @Test
    void whoeverIsKilledAndWheneverTheNextStartIsRight() throws Exception {
        var database = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, LOGIN, PASSWORD);
        JdbcTemplate owner = new JdbcTemplate(source);
        for (YachtId yacht : yachts) {
            new YachtRegistry(source).save(yacht, "yacht", ZoneOffset.UTC, new Signature(yacht.toString()), false);
            for (int i = 0; i < 60; i++) {
                insert(owner, yacht, "first " + i);
            }
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> change(owner, done));
        try {
            List<Callable<Boolean>> moments = List.of(
                    // Half way through the first load, then in the thick of it.
                    () -> !builds().isEmpty(), () -> newestBuild() >= 5 && commits() >= 2);
            for (Callable<Boolean> moment : moments) {
                killAt(database.jdbcUrl(), moment);
            }
        } finally {
            done.set(true);
            writer.join();
        }

        Map<String, String> properties =
                IndexerProcess.properties(database.jdbcUrl(), LOGIN, PASSWORD, folder.toString());
        properties.put("search.lifecycle.memory-budget", "1GB");
        properties.put("search.lifecycle.rebuild", "0s");
        try (var service = IndexerProcess.start(properties)) {
            SnapshotSource snapshots = service.getBean(SnapshotSource.class);
            for (YachtId yacht : yachts) {
                Map<PassageKey, String> stored = stored(owner, yacht);
                patiently().until(() -> stored.equals(held(snapshots, yacht, stored)));
            }
        }
    }

    private void killAt(String url, Callable<Boolean> moment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                IndexerProcess.class.getName(),
                Long.toString(ProcessHandle.current().pid()),
                url,
                LOGIN,
                PASSWORD,
                folder.toString()));
        yachts.forEach(yacht -> command.add(yacht.toString()));
        Path log = folder.resolve("process.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            patiently().until(() -> {
                assertThat(process.isAlive()).as(() -> text(log)).isTrue();
                return moment.call();
            });
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** Additions, changes and deletions, some of them of several rows. */
    private void change(JdbcTemplate owner, AtomicBoolean done) {
        Random random = new Random(SEED);
        for (int n = 0; !done.get(); n++) {
            YachtId yacht = yachts.get(random.nextInt(yachts.size()));
            String any = "(select id from documents where yacht_id = ? order by md5(id::text || '" + n + "') limit 1)";
            switch (random.nextInt(4)) {
                case 0, 1 -> insert(owner, yacht, "later " + n);
                case 2 ->
                    owner.update(
                            "update document_chunks set content = ? where document_id = " + any,
                            "changed " + n,
                            yacht.value());
                default -> owner.update("delete from documents where id = " + any, yacht.value());
            }
        }
    }

    private static void insert(JdbcTemplate owner, YachtId yacht, String content) {
        UUID document = UUID.randomUUID();
        owner.update(
                "with document as (insert into documents (id, yacht_id, title, content_hash, body)"
                        + " values (?, ?, 't', decode(md5(?), 'hex'), 'b') returning id, yacht_id)"
                        + " insert into document_chunks (id, yacht_id, document_id, chunk_index, content, content_hash)"
                        + " select gen_random_uuid(), yacht_id, id, part, ? || ' part ' || part, '\\x01'"
                        + " from document, generate_series(0, 2) part",
                document,
                yacht.value(),
                document.toString(),
                content);
    }

    private static Map<PassageKey, String> stored(JdbcTemplate owner, YachtId yacht) {
        Map<PassageKey, String> stored = new HashMap<>();
        owner.query(
                "select id, content from document_chunks where yacht_id = ?",
                row -> {
                    stored.put(PassageKey.chunk(row.getObject("id", UUID.class)), row.getString("content"));
                },
                yacht.value());
        return stored;
    }

    private static Map<PassageKey, String> held(
            SnapshotSource snapshots, YachtId yacht, Map<PassageKey, String> stored) {
        try (IndexSnapshot snapshot = snapshots.acquire(yacht)) {
            Map<PassageKey, String> held = new HashMap<>();
            snapshot.passages(stored.keySet()).forEach((key, passage) -> held.put(key, passage.content()));
            return snapshot.chunks() == stored.size() ? held : Map.of();
        } catch (ProblemException loading) {
            return Map.of();
        }
    }

    private List<Path> builds() {
        List<Path> builds = new ArrayList<>();
        for (YachtId yacht : yachts) {
            list(folder.resolve(yacht.toString())).stream()
                    .filter(path -> path.getFileName().toString().startsWith("build-"))
                    .forEach(builds::add);
        }
        return builds;
    }

    private int newestBuild() {
        return builds().stream()
                .mapToInt(
                        build -> Integer.parseInt(build.getFileName().toString().substring("build-".length())))
                .max()
                .orElse(0);
    }

    private int commits() {
        return (int) builds().stream()
                .flatMap(build -> list(build).stream())
                .filter(file -> file.getFileName().toString().startsWith("segments_"))
                .count();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException | UncheckedIOException notThere) {
            return List.of();
        }
    }

    private static String text(Path log) {
        try {
            return Objects.requireNonNull(Files.readString(log));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5));
    }
}
