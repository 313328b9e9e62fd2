package io.celesteos.bench.load.stream;

import io.celesteos.bench.load.stream.LoopbackServer.Exchange;
import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands behind the proxy: searches and extractions that answer at once, and a language model that writes a piece
 * each interval until told to stop. Each piece and each hit says when it was sent.
 */
final class FakeUpstreams implements AutoCloseable {

    private static final int HITS = 5;
    private static final String STAMPED = "@stamp@";
    private static final String CONTENT =
            "Stop the generator when the coolant passes 98 degrees, let it cool and check the raw water pump. ";
    private static final String PIECE = """
            {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"load",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":"%s "},"finish_reason":null}]}""";
    private static final String LAST = """
            {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"load",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
    private static final String HEALTHY = """
            {"status":"healthy","service":"fake","version":"1","uptime_seconds":1,"dependencies":{}}""";

    private final LoopbackServer server;
    private final String found;
    private final String read;
    private final LongAdder pieces = new LongAdder();
    private volatile Duration interval;
    private volatile boolean stopped;

    private FakeUpstreams(Duration interval) throws IOException {
        this.interval = interval;
        JsonMapper json = JsonStrictness.mapper();
        this.found = json.writeValueAsString(hits());
        this.read = json.writeValueAsString(new ExtractResponse(Entities.empty(), Intent.search(), 1, List.of()));
        this.server = LoopbackServer.start(this::answer);
    }

    static FakeUpstreams start(Duration interval) throws IOException {
        return new FakeUpstreams(interval);
    }

    URI url() {
        return server.url();
    }

    /** Between two pieces, from the next on. */
    void every(Duration newInterval) {
        interval = newInterval;
    }

    /** The language model ends what it writes, and answers new questions with one piece. */
    void stop() {
        stopped = true;
    }

    void go() {
        stopped = false;
    }

    /** Pieces written so far. */
    long pieces() {
        return pieces.sum();
    }

    private void answer(String path, String body, Exchange exchange) throws IOException {
        switch (path) {
            case "/api/v1/search" -> exchange.whole(found.replace(STAMPED, Stamp.now()));
            case "/api/v1/extract" -> exchange.whole(read);
            case "/v1/chat/completions" -> write(exchange);
            default -> exchange.whole(HEALTHY);
        }
    }

    private void write(Exchange exchange) throws IOException {
        exchange.beginEvents();
        do {
            pieces.increment();
            exchange.event(PIECE.formatted(Stamp.now()));
            LockSupport.parkNanos(interval.toNanos());
        } while (!stopped);
        exchange.event(LAST);
        exchange.event("[DONE]");
        exchange.endEvents();
    }

    private static SearchResponse hits() {
        List<SearchHit> hits = new ArrayList<>();
        for (int n = 1; n <= HITS; n++) {
            hits.add(new SearchHit(
                    new UUID(1, n),
                    HitType.DOCUMENT_CHUNK,
                    new UUID(2, n),
                    0,
                    CONTENT.repeat(HITS),
                    CONTENT,
                    1.0 / n,
                    new HitScores(null, null, null, null),
                    Map.of("title", "Manual " + n, "sent", STAMPED),
                    List.of("generator"),
                    null));
        }
        return new SearchResponse(
                hits,
                new SearchMetadata(SearchType.HYBRID, HITS, HITS, true, 1, null, Map.of(), null, Map.of(), List.of()));
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        server.close();
    }
}
