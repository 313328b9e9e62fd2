package io.celesteos.bench.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor seconds so far: who takes the time that is not the embedding-service's. On a machine whose cores are all
 * at work, what the others take is missing there.
 *
 * @param readers the processes that read files, without those that have ended
 */
record CpuTimes(double engine, double readers, double embedding, double database) {

    /** @param backend of the database, any: its parent is what is counted, with all that it started */
    static CpuTimes of(long engine, long embedding, long backend) {
        Optional<ProcessHandle> server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent);
        return new CpuTimes(
                seconds(ProcessHandle.of(engine).stream()),
                seconds(ProcessHandle.of(engine).stream().flatMap(ProcessHandle::descendants)),
                seconds(ProcessHandle.of(embedding).stream()),
                seconds(server.stream()) + seconds(server.stream().flatMap(ProcessHandle::descendants)));
    }

    private static double seconds(Stream<ProcessHandle> processes) {
        return processes
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(each -> each.toNanos() / 1e9)
                .sum();
    }

    CpuTimes since(CpuTimes before) {
        return new CpuTimes(
                engine - before.engine,
                Math.max(0, readers - before.readers),
                embedding - before.embedding,
                database - before.database);
    }
}
