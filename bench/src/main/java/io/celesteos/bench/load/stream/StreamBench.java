package io.celesteos.bench.load.stream;

import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.process.ProcessMemory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Warm up, open, hold, end; in that order. */
final class StreamBench {

    private static final int WARM_STREAMS = 50;
    private static final Duration WARM_INTERVAL = Duration.ofMillis(20);

    /** Lets what opening cost settle before timing begins. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    /** After the last was asked for; what has not begun by then is lost. */
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(30);

    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(40);

    private final StreamPlan plan;
    private final PrintStream out;

    StreamBench(StreamPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    StreamFindings run() throws IOException, InterruptedException {
        try (FakeUpstreams upstreams = FakeUpstreams.start(plan.interval());
                JarProcess proxy = start(upstreams.url())) {
            KeepAlive health = new KeepAlive(proxy.url());
            proxy.await(() -> health.get("/health"));
            warmUp(upstreams, proxy.url());
            return measure(upstreams, proxy);
        }
    }

    private JarProcess start(URI upstreams) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + plan.heapMegabytes() + "m",
                plan.collector().option(),
                // As ./celeste up starts it: the work is in waiting for others.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        options.addAll(plan.options());
        return JarProcess.start("streaming-proxy", plan.jar(), options, environment(upstreams), plan.folder());
    }

    /** Streams here are open for longer than a person waits for an answer. */
    private Map<String, String> environment(URI upstreams) {
        return Map.of(
                "SEARCH_URL",
                upstreams.toString(),
                "NLP_URL",
                upstreams.toString(),
                "OPENAI_BASE_URL",
                upstreams + "/v1",
                "OPENAI_API_KEY",
                "none",
                "OPENAI_MODEL",
                "load",
                "OPENAI_DIALECT",
                "openai-chat",
                "STREAM_MAX_OPEN",
                Integer.toString(plan.streams() + WARM_STREAMS),
                "CELESTE_WEB_DEADLINE",
                "3h");
    }

    private void warmUp(FakeUpstreams upstreams, URI proxy) throws InterruptedException {
        if (plan.warmUp().isZero()) {
            return;
        }
        say("warming up");
        long end = System.nanoTime() + plan.warmUp().toNanos();
        while (System.nanoTime() - end < 0) {
            upstreams.every(WARM_INTERVAL);
            upstreams.go();
            List<OpenStream> streams = new ArrayList<>();
            for (int n = 0; n < WARM_STREAMS; n++) {
                streams.add(OpenStream.proxied(proxy, yacht(n)));
            }
            LockSupport.parkNanos(Math.min(TimeUnit.SECONDS.toNanos(2), Math.max(1, end - System.nanoTime())));
            upstreams.stop();
            for (OpenStream stream : streams) {
                stream.awaitEnd(LONGEST_SHUTDOWN.toMillis());
            }
        }
        upstreams.every(plan.interval());
        upstreams.go();
    }

    private StreamFindings measure(FakeUpstreams upstreams, JarProcess proxy) throws IOException, InterruptedException {
        double idle = ProcessMemory.of(proxy.pid()).resident();
        say("opening " + plan.streams() + " streams, and " + plan.direct() + " without the proxy");
        List<OpenStream> direct = new ArrayList<>();
        List<OpenStream> proxied = new ArrayList<>();
        open(upstreams.url(), proxy.url(), proxied, direct);
        long patience = System.nanoTime() + LONGEST_OPENING.toNanos();
        for (OpenStream stream : proxied) {
            stream.awaitBegin(patience);
        }
        LockSupport.parkNanos(SETTLE.toNanos());
        long from = System.nanoTime();
        say("timing events for " + plan.hold().toSeconds() + " s");
        LockSupport.parkNanos(plan.hold().toNanos());
        long to = System.nanoTime();
        ProcessMemory memory = ProcessMemory.of(proxy.pid());
        List<OpenStream> open = proxied.stream().filter(OpenStream::flows).toList();
        int lost = proxied.size() - open.size();
        say("shutting down with " + open.size() + " streams open");
        double seconds = shutDown(proxy, open);
        upstreams.stop();
        for (OpenStream stream : direct) {
            stream.awaitEnd(LONGEST_SHUTDOWN.toMillis());
        }
        StreamFindings.Spread pieces = spread(proxied, from, to);
        return new StreamFindings(
                open.size(),
                Math.round(10.0 * pieces.n() / ((to - from) / 1e9)) / 10.0,
                pieces,
                spread(direct, from, to),
                StreamFindings.Spread.of(proxied.stream().flatMapToLong(OpenStream::hits)),
                StreamFindings.Spread.of(
                        proxied.stream().mapToLong(OpenStream::firstEventNanos).filter(each -> each > 0)),
                lost,
                endings(open),
                seconds,
                new StreamFindings.Memory(idle, memory.resident(), memory.peak()),
                proxied.stream()
                        .filter(each -> each.ending() != Ending.RETRYABLE)
                        .map(OpenStream::failure)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** Evenly, the direct ones among the others. */
    private void open(URI model, URI proxy, List<OpenStream> proxied, List<OpenStream> direct) {
        long start = System.nanoTime();
        for (int n = 0; n < plan.streams(); n++) {
            LockSupport.parkNanos(start + plan.ramp().toNanos() / plan.streams() * n - System.nanoTime());
            proxied.add(OpenStream.proxied(proxy, yacht(n)));
            if ((long) (n + 1) * plan.direct() / plan.streams() > direct.size()) {
                direct.add(OpenStream.direct(model));
            }
        }
        while (direct.size() < plan.direct()) {
            direct.add(OpenStream.direct(model));
        }
    }

    /** Asks the process to end, as an orchestrator does; returns the seconds until it and the readers have. */
    private double shutDown(JarProcess proxy, List<OpenStream> open) throws InterruptedException {
        long start = System.nanoTime();
        Thread closing = Thread.ofPlatform().start(proxy::close);
        long end = start + LONGEST_SHUTDOWN.toNanos();
        for (OpenStream stream : open) {
            stream.awaitEnd(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        }
        closing.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }

    private static StreamFindings.Spread spread(List<OpenStream> streams, long from, long to) {
        LongStream all = streams.stream().flatMapToLong(each -> each.pieces(from, to));
        return StreamFindings.Spread.of(all);
    }

    private static Map<Ending, Integer> endings(List<OpenStream> streams) {
        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        streams.forEach(each -> endings.merge(each.ending(), 1, Integer::sum));
        return endings;
    }

    /** A yacht for each, so that no yacht's own limit is met. */
    private static String yacht(int n) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | n).toString();
    }

    private void say(String what) {
        out.println("… " + what);
        out.flush();
    }
}
