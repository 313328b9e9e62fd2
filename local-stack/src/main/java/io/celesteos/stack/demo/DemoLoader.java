package io.celesteos.stack.demo;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.search.JobReport.JobStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Puts the demo yachts into a running stack: records straight into the database, documents through the
 * search-engine's own API. What is already there and unchanged is left alone.
 */
public final class DemoLoader {

    private static final int BATCH_CHARACTERS = 400_000;
    private static final int BATCH_DOCUMENTS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(400);

    private final DataSource owner;
    private final URI searchEngine;
    private final Path demo;
    private final Path marker;
    private final Terminal terminal;

    /** @param state folder that remembers what was loaded */
    public DemoLoader(DataSource owner, URI searchEngine, Path demo, Path state, Terminal terminal) {
        this.owner = owner;
        this.searchEngine = searchEngine;
        this.demo = demo;
        this.marker = state.resolve("demo.sha256");
        this.terminal = terminal;
    }

    /**
     * Stores records and documents; they can be searched by their words when this returns.
     *
     * @return the jobs that still make vectors; empty when everything was there
     */
    public List<DemoJob> load() {
        String content = fingerprint();
        if (content.equals(rememberedFingerprint())) {
            return List.of();
        }
        long start = System.nanoTime();
        List<DemoJob> jobs = new ArrayList<>();
        int records = 0;
        int documents = 0;
        try (ServiceClient search =
                new ServiceClient(ClientSettings.of("search-engine", searchEngine, Duration.ofSeconds(60)))) {
            for (DemoYacht yacht : yachts()) {
                new YachtRegistry(owner)
                        .save(yacht.id(), yacht.name(), yacht.timeZone(), new Signature(yacht.signature()), true);
                records += new DemoRecords(owner).replace(yacht);
                List<MarkdownDocument> texts = documents(yacht);
                documents += texts.size();
                jobs.addAll(submit(search, yacht.id(), texts));
            }
        } catch (RemoteFailure refused) {
            throw new UserError("The demo yacht could not be loaded: " + refused.getMessage(), refused);
        }
        terminal.done(
                "demo yachts: " + documents + " documents, " + records + " records",
                Duration.ofNanos(System.nanoTime() - start));
        return jobs;
    }

    /** Shows the vectors being made, until all are; then remembers that this content is loaded. */
    public void awaitVectors(List<DemoJob> jobs) throws InterruptedException {
        long start = System.nanoTime();
        List<JobReport> reports = List.of();
        try (ServiceClient search =
                        new ServiceClient(ClientSettings.of("search-engine", searchEngine, Duration.ofSeconds(10)));
                Terminal.Progress bar = terminal.progress("  vectors", total(report(search, jobs)))) {
            while (System.nanoTime() - start < PATIENCE.toNanos()) {
                reports = report(search, jobs);
                bar.at(reports.stream().mapToLong(r -> r.progress().done()).sum());
                if (reports.stream().allMatch(DemoLoader::ended)) {
                    break;
                }
                Thread.sleep(POLL);
            }
        }
        reports.stream()
                .filter(r -> r.status() != JobStatus.SUCCEEDED)
                .findFirst()
                .ifPresent(failed -> {
                    throw new UserError("The demo yacht was not loaded completely: job " + failed.id() + " is "
                            + failed.status() + " (" + failed.error() + "). Run ./celeste up again to go on.");
                });
        remember(fingerprint());
        terminal.done("vectors of " + total(reports) + " chunks", Duration.ofNanos(System.nanoTime() - start));
    }

    private List<DemoJob> submit(ServiceClient search, YachtId yacht, List<MarkdownDocument> documents) {
        List<DemoJob> jobs = new ArrayList<>();
        List<Map<String, Object>> batch = new ArrayList<>();
        int characters = 0;
        for (MarkdownDocument document : documents) {
            if (!batch.isEmpty()
                    && (batch.size() == BATCH_DOCUMENTS
                            || characters + document.text().length() > BATCH_CHARACTERS)) {
                jobs.add(post(search, yacht, batch));
                batch.clear();
                characters = 0;
            }
            batch.add(Map.of("title", document.title(), "text", document.text(), "metadata", document.metadata()));
            characters += document.text().length();
        }
        if (!batch.isEmpty()) {
            jobs.add(post(search, yacht, batch));
        }
        return jobs;
    }

    private static DemoJob post(ServiceClient search, YachtId yacht, List<Map<String, Object>> batch) {
        Map<String, Object> body = Map.of("yacht_id", yacht, "documents", List.copyOf(batch));
        return new DemoJob(
                yacht,
                inContext(() -> search.post("/api/v1/documents/batch", body, DocumentsAccepted.class))
                        .jobId());
    }

    private static List<JobReport> report(ServiceClient search, List<DemoJob> jobs) {
        return jobs.stream()
                .map(job -> inContext(
                        () -> search.get("/api/v1/jobs/" + job.id() + "?yacht_id=" + job.yacht(), JobReport.class)))
                .toList();
    }

    private static <T> T inContext(java.util.concurrent.Callable<T> call) {
        try {
            return RequestContext.background(Duration.ofSeconds(60)).call(call);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long total(List<JobReport> reports) {
        return reports.stream().mapToLong(r -> r.progress().total()).sum();
    }

    private static boolean ended(JobReport report) {
        return report.status() != JobStatus.QUEUED && report.status() != JobStatus.RUNNING;
    }

    /** The yachts of the demo folder. */
    public List<DemoYacht> yachts() {
        if (!Files.isDirectory(demo)) {
            throw new UserError("The demo folder " + demo + " is not there.");
        }
        return DemoYachts.in(demo);
    }

    private static List<MarkdownDocument> documents(DemoYacht yacht) {
        return markdown(yacht.folder().resolve("documents")).stream()
                .map(file -> {
                    var document = MarkdownDocument.parse(file.getFileName().toString(), text(file));
                    var metadata = new java.util.LinkedHashMap<>(document.metadata());
                    metadata.put("demo", "true");
                    metadata.putIfAbsent("source", file.getFileName().toString());
                    return new MarkdownDocument(document.title(), metadata, document.text());
                })
                .toList();
    }

    private static List<Path> markdown(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        } catch (IOException failure) {
            throw new UserError("Cannot read " + folder + ": " + failure.getMessage(), failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UserError("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private String fingerprint() {
        try (Stream<Path> tree = Files.walk(demo)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(demo.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new UserError("The demo folder " + demo + " cannot be read: " + failure.getMessage(), failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String rememberedFingerprint() {
        try {
            return Files.readString(marker).strip();
        } catch (IOException none) {
            return "";
        }
    }

    private void remember(String fingerprint) {
        try {
            Files.writeString(marker, fingerprint);
        } catch (IOException failure) {
            throw new UserError("Cannot write " + marker + ": " + failure.getMessage(), failure);
        }
    }

    /** A submitted batch. */
    public record DemoJob(YachtId yacht, UUID id) {}
}
