package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.Watermark;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an index stands for, written into its commit. An index is a copy: whatever here does not fit is reason to
 * throw it away.
 *
 * @param format code, Lucene version and settings it was made with
 * @param space of its vectors
 * @param database the one it was read from
 * @param watermark it holds all changes up to here, and perhaps later ones
 * @param builtAtGeneration generation when it was last read as a whole
 * @param built when it was last read, or compared, as a whole
 */
record IndexLabel(
        YachtId yacht,
        String format,
        EmbeddingSpace space,
        String database,
        Watermark watermark,
        long builtAtGeneration,
        Instant built) {

    private static final String YACHT = "yacht";
    private static final String FORMAT = "format";
    private static final String SPACE = "space";
    private static final String MODEL = "model";
    private static final String DIMENSIONS = "dimensions";
    private static final String DATABASE = "database";
    private static final String GENERATION = "generation";
    private static final String STAMP = "stamp";
    private static final String BUILT_AT_GENERATION = "built_at_generation";
    private static final String BUILT = "built";

    IndexLabel at(Watermark later) {
        return new IndexLabel(yacht, format, space, database, later, builtAtGeneration, built);
    }

    IndexLabel comparedWhole(Instant when) {
        return new IndexLabel(yacht, format, space, database, watermark, watermark.generation(), when);
    }

    boolean changedSinceBuilt() {
        return watermark.generation() != builtAtGeneration;
    }

    Map<String, String> asMap() {
        return Map.ofEntries(
                Map.entry(YACHT, yacht.toString()),
                Map.entry(FORMAT, format),
                Map.entry(SPACE, space.name()),
                Map.entry(MODEL, space.model()),
                Map.entry(DIMENSIONS, Integer.toString(space.dimensions())),
                Map.entry(DATABASE, database),
                Map.entry(GENERATION, Long.toString(watermark.generation())),
                Map.entry(STAMP, watermark.stamp()),
                Map.entry(BUILT_AT_GENERATION, Long.toString(builtAtGeneration)),
                Map.entry(BUILT, built.toString()));
    }

    /** Empty when something is missing or is not what it should be. */
    static Optional<IndexLabel> of(Map<String, String> written) {
        try {
            return Optional.of(new IndexLabel(
                    YachtId.of(value(written, YACHT)),
                    value(written, FORMAT),
                    new EmbeddingSpace(
                            value(written, SPACE), value(written, MODEL), Integer.parseInt(value(written, DIMENSIONS))),
                    value(written, DATABASE),
                    new Watermark(Long.parseLong(value(written, GENERATION)), value(written, STAMP)),
                    Long.parseLong(value(written, BUILT_AT_GENERATION)),
                    Instant.parse(value(written, BUILT))));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String value(Map<String, String> written, String name) {
        String value = written.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }
}
