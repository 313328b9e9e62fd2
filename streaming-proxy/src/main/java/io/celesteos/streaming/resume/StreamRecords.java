package io.celesteos.streaming.resume;

import io.celesteos.contracts.tenancy.YachtId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that can be resumed, in this process and, where there is one, in Redis. A stream is found by its own
 * yacht alone. Thread-safe.
 */
public final class StreamRecords {

    private final ResumeProperties properties;
    private final RecordArchive archive;
    private final LongSupplier nanos;

    /** Those that ended longest ago first. */
    private final Map<RecordKey, Kept> records = new LinkedHashMap<>();

    private long weight;

    StreamRecords(ResumeProperties properties, RecordArchive archive, MeterRegistry meters, LongSupplier nanos) {
        this.properties = properties;
        this.archive = archive;
        this.nanos = nanos;
        Gauge.builder("streaming.resume.memory", this, StreamRecords::weight)
                .baseUnit("bytes")
                .description("Events kept for callers who reconnect")
                .register(meters);
    }

    /**
     * Begins to keep a new stream.
     *
     * @param lingering whether its run is to go on for a grace time when its caller is lost
     */
    public Recording begin(YachtId yacht, boolean lingering) {
        RecordKey key = new RecordKey(yacht, EventId.newStream());
        StreamRecord record = new StreamRecord(key, properties.maxStream().toBytes());
        keep(record);
        return new Recording(this, record, archive, lingering ? properties.grace() : Duration.ZERO, nanos);
    }

    /**
     * What the yacht's stream said after {@code seen}, and the rest of it.
     *
     * @return empty when there is no such stream of this yacht, it has expired, or its run was given up
     */
    public Optional<Replay> find(YachtId yacht, EventId seen) {
        RecordKey key = new RecordKey(yacht, seen.stream());
        StreamRecord record = kept(key);
        if (record == null) {
            return archive.read(key, seen.number(), true)
                    .filter(found -> found.alive() || found.ended())
                    .map(found -> new ArchiveReplay(archive, key, seen.number(), found));
        }
        return record.whole() && seen.number() <= record.size()
                ? Optional.of(new LocalReplay(record, seen.number(), nanos))
                : Optional.empty();
    }

    synchronized void grow(long by) {
        weight += by;
        Iterator<Kept> oldest = records.values().iterator();
        while (weight > properties.maxMemory().toBytes() && oldest.hasNext()) {
            weight -= oldest.next().record().forget();
            oldest.remove();
        }
    }

    /** Its life begins again: it is the last to have ended. */
    synchronized void ended(StreamRecord record) {
        if (records.remove(record.key()) != null) {
            records.put(record.key(), new Kept(record, nanos.getAsLong()));
        }
    }

    synchronized void drop(StreamRecord record) {
        records.remove(record.key());
        weight -= record.forget();
    }

    synchronized long weight() {
        return weight;
    }

    private synchronized void keep(StreamRecord record) {
        forgetExpired();
        records.put(record.key(), new Kept(record, nanos.getAsLong()));
    }

    private synchronized @Nullable StreamRecord kept(RecordKey key) {
        forgetExpired();
        Kept kept = records.get(key);
        return kept == null ? null : kept.record();
    }

    private void forgetExpired() {
        Iterator<Kept> oldest = records.values().iterator();
        while (oldest.hasNext()) {
            Kept kept = oldest.next();
            if (nanos.getAsLong() - kept.since() < properties.keepFor().toNanos()) {
                return;
            }
            weight -= kept.record().forget();
            oldest.remove();
        }
    }

    private record Kept(StreamRecord record, long since) {}
}
