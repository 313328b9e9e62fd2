package io.celesteos.search.jobs;

import io.celesteos.contracts.redis.RedisBreaker;
import io.celesteos.contracts.redis.RedisLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Signals between processes over Redis. Without it everybody finds out by looking. */
final class RedisJobRelay implements JobSignals.Relay, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisJobRelay.class);

    private static final String WAKE = "celeste:jobs:wake";
    private static final String PROGRESS = "celeste:jobs:progress";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink link;
    private final JobsProperties properties;
    private final JobSignals signals;
    private final RedisBreaker breaker = new RedisBreaker("Signals between workers", Duration.ofSeconds(1));

    /** What this process sent comes back to it too, and was acted upon already. */
    private final String self = UUID.randomUUID().toString();

    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread subscribing;
    private volatile boolean running;

    RedisJobRelay(RedisLink link, JobsProperties properties, JobSignals signals) {
        this.link = link;
        this.properties = properties;
        this.signals = signals;
    }

    @Override
    public void wake() {
        publish(WAKE, self);
    }

    @Override
    public void progressed(UUID job) {
        publish(PROGRESS, self + " " + job);
    }

    private void publish(String channel, String message) {
        breaker.attempt(() -> link.open()
                .async()
                .publish(channel.getBytes(StandardCharsets.UTF_8), message.getBytes(StandardCharsets.UTF_8)));
    }

    private void heard(String channel, String message) {
        try {
            if (message.startsWith(self)) {
                return;
            }
            if (channel.equals(WAKE)) {
                signals.wokenElsewhere();
            } else {
                signals.progressedElsewhere(UUID.fromString(message.substring(message.indexOf(' ') + 1)));
            }
        } catch (RuntimeException notOurs) {
            log.debug("Not a signal: {}", message, notOurs);
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        CountDownLatch end = new CountDownLatch(1);
        stopping = end;
        signals.relayTo(this);
        subscribing = Thread.ofVirtual().name("jobs-subscribe").start(() -> subscribe(end));
    }

    private void subscribe(CountDownLatch end) {
        try {
            do {
                try {
                    link.subscribe(this::heard, LIMIT, WAKE, PROGRESS);
                    return;
                } catch (ExecutionException | TimeoutException | RuntimeException away) {
                    log.debug("No signals from other processes yet", away);
                }
            } while (!end.await(properties.pollEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        stopping.countDown();
        signals.relayTo(JobSignals.Relay.NONE);
        Thread waiting = subscribing;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
