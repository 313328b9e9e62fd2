package io.celesteos.bench.embedding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Single queries at a steady pace while one caller sends bulk requests back to back. */
final class LiveQueries {

    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int BULK_TEXTS = 100;

    private final ServiceContender service;
    private final DemoTexts texts;

    LiveQueries(ServiceContender service, DemoTexts texts) {
        this.service = service;
        this.texts = texts;
    }

    /** @param bulkTextsPerSecond of about 130 tokens, computed beside the queries */
    record Result(Series queries, double bulkTextsPerSecond) {}

    Result measure(int queries) throws IOException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        long start = System.nanoTime();
        Callable<Integer> bulk = () -> {
            int done = 0;
            while (!stop.get()) {
                service.embed(texts.texts(BULK_TEXTS, 120, 140));
                done += BULK_TEXTS;
            }
            return done;
        };
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> bulkTexts = background.submit(bulk);
            List<Double> millis = new ArrayList<>();
            try {
                for (String query : texts.texts(queries, 8, 10)) {
                    LockSupport.parkNanos(GAP_NANOS);
                    millis.add(service.embed(List.of(query)));
                }
            } finally {
                stop.set(true);
            }
            int done = bulkTexts.get();
            return new Result(
                    new Series("query during a bulk job", Contender.Kind.OURS, millis),
                    done / ((System.nanoTime() - start) / 1e9));
        } catch (ExecutionException failed) {
            throw new IOException("the bulk job failed", failed.getCause());
        }
    }
}
