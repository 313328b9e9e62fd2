package io.celesteos.bench.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Made-up findings for tests of what is said about them. */
final class Findings {

    private Findings() {}

    /** Times of the service are {@code millis}, those of the others a quarter. */
    static Finding of(int chunks, Backend backend, double millis) {
        return new Finding(
                Instant.EPOCH,
                "./celeste bench load search",
                "2 cores",
                1,
                "abc",
                chunks,
                backend,
                10,
                4,
                List.of(
                        speed("floor: GET /health", Kind.FLOOR, false, millis / 8),
                        speed("service bm25", Kind.WORDS, false, millis),
                        speed("service vector", Kind.VECTORS, false, millis),
                        speed("service hybrid", Kind.HYBRID, false, millis),
                        speed("raw Lucene BM25", Kind.WORDS, true, millis / 4),
                        speed("raw Lucene HNSW", Kind.VECTORS, true, millis / 4),
                        speed("raw SQL ts_rank", Kind.WORDS, true, millis * 10),
                        speed("raw SQL pgvector", Kind.VECTORS, true, millis / 2)),
                new Footprint(
                        10,
                        20,
                        chunks / 1_000.0,
                        0.5,
                        300 + chunks / 1_000.0,
                        250,
                        500,
                        chunks / 500.0,
                        chunks / 100.0,
                        chunks / 300.0,
                        5,
                        50,
                        backend == Backend.LUCENE ? 30.0 : null));
    }

    static Speed speed(String name, Kind kind, boolean raw, double millis) {
        boolean branch = !raw && !Speed.ownStage(kind).isEmpty();
        return new Speed(
                name,
                kind,
                raw,
                new Percentiles(100, millis, millis * 2, millis * 3),
                branch ? new Percentiles(100, millis / 2, millis, millis * 1.5) : null,
                branch ? Map.of(Speed.ownStage(kind), millis / 2) : Map.of(),
                new Percentiles(200, millis * 2, millis * 4, millis * 6),
                1_000 / millis,
                0,
                null);
    }
}
