package io.celesteos.bench.quality;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.judged.JudgedSet.Passage;
import io.celesteos.bench.report.Progress;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;

/** A collection in BEIR's layout as the documents of a yacht of its own, through the API, with all their vectors. */
final class JudgedLoader {

    private static final int BATCH_DOCUMENTS = 50;
    private static final int LONGEST_TITLE = 500;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final DataSource owner;
    private final ServiceClient search;
    private final PrintStream out;

    JudgedLoader(DataSource owner, ServiceClient search, PrintStream out) {
        this.owner = owner;
        this.search = search;
        this.out = out;
    }

    /** The same collection is the same yacht every time. */
    static YachtId yacht(String name) {
        return new YachtId(UUID.nameUUIDFromBytes(("judged/" + name).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Returns when every passage has its vector.
     *
     * @throws IOException when a job fails
     */
    void load(JudgedSet set) throws IOException {
        YachtId yacht = yacht(set.name());
        new YachtRegistry(owner).save(yacht, set.name(), ZoneOffset.UTC, new Signature("judged-" + set.name()), false);
        List<String> jobs = new ArrayList<>();
        List<Passage> all = set.passages();
        try (Progress bar = Progress.of(out, set.name() + ": documents", all.size())) {
            for (int from = 0; from < all.size(); from += BATCH_DOCUMENTS) {
                List<Passage> batch = all.subList(from, Math.min(from + BATCH_DOCUMENTS, all.size()));
                jobs.add(submit(yacht, batch));
                bar.at(from + batch.size());
            }
        }
        awaitVectors(set.name(), yacht, jobs);
    }

    private String submit(YachtId yacht, List<Passage> batch) throws IOException {
        List<Map<String, Object>> documents = batch.stream()
                .map(passage -> Map.<String, Object>of(
                        "title", title(passage), "text", text(passage), "metadata", Map.of("source", passage.id())))
                .toList();
        Map<String, Object> body = Map.of("yacht_id", yacht, "documents", documents);
        return SearchApi.inContext(() -> search.post("/api/v1/documents/batch", body, JsonNode.class))
                .path("job_id")
                .asString();
    }

    private static String title(Passage passage) {
        String title = passage.title().isEmpty() ? passage.id() : passage.title();
        return title.substring(0, Math.min(LONGEST_TITLE, title.length()));
    }

    /** Without the title that the text begins with: it is sent beside it. */
    private static String text(Passage passage) {
        String rest = passage.text().substring(passage.title().length()).strip();
        return rest.isEmpty() ? passage.text() : rest;
    }

    private void awaitVectors(String name, YachtId yacht, List<String> jobs) throws IOException {
        long start = System.nanoTime();
        List<JsonNode> reports = reports(yacht, jobs);
        try (Progress bar = Progress.of(out, name + ": vectors", sum(reports, "total"))) {
            while (reports.stream().anyMatch(JudgedLoader::unfinished)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IOException("the vectors of " + name + " were not made within " + PATIENCE);
                }
                LockSupport.parkNanos(POLL_NANOS);
                reports = reports(yacht, jobs);
                bar.at(sum(reports, "done"));
            }
        }
        for (JsonNode report : reports) {
            if (!report.path("status").asString("").equals("succeeded")) {
                throw new IOException("a job of " + name + " ended as " + report);
            }
        }
    }

    private List<JsonNode> reports(YachtId yacht, List<String> jobs) throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        for (String job : jobs) {
            reports.add(SearchApi.inContext(
                    () -> search.get("/api/v1/jobs/" + job + "?yacht_id=" + yacht, JsonNode.class)));
        }
        return reports;
    }

    private static boolean unfinished(JsonNode report) {
        String status = report.path("status").asString("");
        return status.equals("queued") || status.equals("running");
    }

    private static long sum(List<JsonNode> reports, String field) {
        return reports.stream()
                .mapToLong(report -> report.path("progress").path(field).asLong(0))
                .sum();
    }
}
