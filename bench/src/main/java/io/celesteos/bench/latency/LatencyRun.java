package io.celesteos.bench.latency;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends all probes with all queries, shuffled together so that a slow minute of the machine hits every probe
 * alike, from a fixed number of callers that each wait for their answer.
 */
public final class LatencyRun {

    private final HttpClient http;
    private final String signature;
    private final RandomGenerator random;
    private final JsonMapper json = JsonMapper.builder().build();

    public LatencyRun(HttpClient http, String signature, RandomGenerator random) {
        this.http = http;
        this.signature = signature;
        this.random = random;
    }

    /**
     * @param rounds how often each query is sent to each probe
     * @return times by probe, in the order of the probes
     */
    public List<Times> measure(List<Probe> probes, List<String> queries, int rounds, int callers)
            throws InterruptedException {
        List<Series> all = probes.stream().map(Series::new).toList();
        List<Runnable> requests = new ArrayList<>();
        for (Series series : all) {
            for (int round = 0; round < rounds; round++) {
                for (String query : queries) {
                    requests.add(() -> ask(series, query));
                }
            }
        }
        Collections.shuffle(requests, Random.from(random));
        send(new ConcurrentLinkedQueue<>(requests), callers);
        return all.stream().map(Series::times).toList();
    }

    private static void send(Queue<Runnable> requests, int callers) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> done = IntStream.range(0, callers)
                    .mapToObj(caller -> executor.submit(() -> {
                        for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
                            request.run();
                        }
                    }))
                    .toList();
            for (Future<?> caller : done) {
                caller.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private void ask(Series series, String query) {
        Probe probe = series.probe;
        HttpRequest.Builder request = HttpRequest.newBuilder(probe.address())
                .timeout(Duration.ofSeconds(30))
                .header("X-Yacht-Signature", signature);
        if (probe.body() != null) {
            String quoted = json.writeValueAsString(query);
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(probe.body().replace("\"%s\"", quoted)));
        }
        long start = System.nanoTime();
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
            double millis = (System.nanoTime() - start) / 1e6;
            if (status == 200) {
                series.millis.add(millis);
            } else {
                series.failures.incrementAndGet();
            }
        } catch (IOException noAnswer) {
            series.failures.incrementAndGet();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            series.failures.incrementAndGet();
        }
    }

    /** What one probe gathers from all callers. */
    private static final class Series {
        private final Probe probe;
        private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failures = new AtomicInteger();

        Series(Probe probe) {
            this.probe = probe;
        }

        Times times() {
            return new Times(
                    probe.name(),
                    millis.stream().mapToDouble(Double::doubleValue).toArray(),
                    failures.get());
        }
    }
}
