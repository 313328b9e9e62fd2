package io.celesteos.gateway.querylog;

import io.celesteos.contracts.tenancy.YachtId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue in front of the table and one virtual thread that empties it. When the database is slow or
 * away, lines are lost and counted ({@code gateway.query.log} by {@code outcome}); answers never notice.
 */
final class QueuedQueryLog implements QueryLog, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueuedQueryLog.class);
    private static final int BATCH = 200;
    private static final AskedQuery WAKE_UP = new AskedQuery(new YachtId(new UUID(0, 0)), null, "", 0, 0, List.of());

    private final BlockingQueue<AskedQuery> waiting;
    private final QueryTable table;
    private final QueryLogProperties properties;
    private final Counter written;
    private final Counter dropped;
    private final Counter failed;
    private final Thread writer;
    private volatile boolean closing;

    QueuedQueryLog(QueryTable table, QueryLogProperties properties, MeterRegistry meters) {
        this.waiting = new ArrayBlockingQueue<>(properties.capacity());
        this.table = table;
        this.properties = properties;
        this.written = counter(meters, "written");
        this.dropped = counter(meters, "dropped");
        this.failed = counter(meters, "failed");
        Gauge.builder("gateway.query.log.waiting", waiting, BlockingQueue::size).register(meters);
        this.writer = Thread.ofVirtual().name("query-log").unstarted(this::write);
    }

    QueuedQueryLog start() {
        writer.start();
        return this;
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("gateway.query.log")
                .description("Queries by what became of their log line")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void add(AskedQuery query) {
        if (!waiting.offer(query)) {
            dropped.increment();
        }
    }

    private void write() {
        List<AskedQuery> batch = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
            } catch (InterruptedException stop) {
                return;
            }
            waiting.drainTo(batch, BATCH);
            batch.remove(WAKE_UP);
            store(batch);
            batch.clear();
        }
    }

    private void store(List<AskedQuery> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            table.insert(batch);
            written.increment(batch.size());
        } catch (RuntimeException away) {
            failed.increment(batch.size());
            log.warn("{} lines of the query log could not be written: {}", batch.size(), away.toString());
        }
    }

    /** Writes what waits, for as long as configured. */
    @Override
    public void close() {
        closing = true;
        // Not an interruption: one that meets the driver in the middle of a statement breaks the connection.
        waiting.offer(WAKE_UP);
        try {
            if (!writer.join(properties.drainFor())) {
                log.warn("{} lines of the query log were not written in time", waiting.size());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
