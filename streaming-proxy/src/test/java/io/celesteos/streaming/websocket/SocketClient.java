package io.celesteos.streaming.websocket;

import io.celesteos.contracts.web.JsonStrictness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The other end of a socket, for tests. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> pinged = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    static SocketClient open(HttpClient http, int port) {
        return open(http, port, "");
    }

    static SocketClient open(HttpClient http, int port, String parameters) {
        SocketClient client = new SocketClient();
        client.socket = http.newWebSocketBuilder()
                .header("Origin", "https://yacht.example")
                .buildAsync(URI.create("ws://localhost:" + port + "/api/v1/stream/ws" + parameters), client)
                .join();
        return client;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** False when the other side has closed already. */
    boolean trySend(String text) {
        try {
            socket.sendText(text, true).join();
            return true;
        } catch (CompletionException closing) {
            return false;
        }
    }

    /** Sends and waits for one frame; false when the other side closes instead. */
    boolean isAnswered(String text) throws InterruptedException {
        if (!trySend(text)) {
            return false;
        }
        JsonNode frame = null;
        for (int wait = 0; wait < 2_000 && frame == null && !closed.isDone(); wait++) {
            frame = frames.poll(10, TimeUnit.MILLISECONDS);
        }
        return frame != null;
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    JsonNode next() throws InterruptedException {
        JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return frame;
    }

    /** All frames up to the last one of a query. */
    List<JsonNode> untilEnd() throws InterruptedException {
        List<JsonNode> seen = new ArrayList<>();
        do {
            seen.add(next());
        } while (!List.of("complete", "error")
                .contains(seen.getLast().get("event").asString()));
        return seen;
    }

    int closeCode() throws Exception {
        return closed.get(20, TimeUnit.SECONDS);
    }

    boolean pinged() throws Exception {
        return pinged.get(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(JsonStrictness.mapper().readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pinged.complete(true);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
