package io.celesteos.bench.ingest;

/**
 * One part once.
 *
 * @param bytes of its files
 * @param passages that were stored of it
 * @param acceptedSeconds from the first byte sent until the last request was answered
 * @param seconds from the first byte sent until every job had ended, all vectors stored
 * @param floor the embedding-service fed the same passages, or some of them
 */
record PartResult(
        String part,
        int round,
        int files,
        int pages,
        long bytes,
        int passages,
        double acceptedSeconds,
        double seconds,
        EmbeddingFloor.Speed floor,
        CpuTimes cpu) {

    double passagesPerSecond() {
        return passages / seconds;
    }

    double tokensPerSecond() {
        return passagesPerSecond() * floor.tokensPerPassage();
    }

    double filesPerSecond() {
        return files / seconds;
    }

    /** 1 is all the speed that the embedding-service has. */
    double ratio() {
        return passagesPerSecond() / floor.passagesPerSecond();
    }
}
