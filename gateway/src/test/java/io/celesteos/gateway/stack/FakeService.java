package io.celesteos.gateway.stack;

import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** An inner service over real HTTP that answers what a test tells it, and notes what it was asked. */
public final class FakeService {

    /** What arrived; header names in lower case. */
    public record Received(String method, String uri, Map<String, String> headers, String body) {}

    /** Answers one request whose body has been read. */
    @FunctionalInterface
    public interface Answer {
        Publisher<Void> to(HttpServerRequest request, HttpServerResponse response);
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private DisposableServer server;

    public FakeService() {
        server = listen(0);
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What to answer on exactly this path; everything else is 404. */
    public FakeService on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public FakeService onJson(String path, int status, String json) {
        return on(
                path,
                (request, response) -> response.status(status)
                        .header("Content-Type", status < 400 ? "application/json" : "application/problem+json")
                        .sendString(Mono.just(json)));
    }

    /** As {@link #on}, with the request's body left to the answer. */
    public FakeService onUnread(String path, Answer answer) {
        unread.add(path);
        return on(path, answer);
    }

    /** But for looks at {@code /health}, which come when they come. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    public Received lastReceived() {
        return received.getLast();
    }

    public void forget() {
        answers.clear();
        unread.clear();
        received.clear();
    }

    /** Connections are refused until {@link #comeBack}. */
    public void goAway() {
        server.disposeNow(Duration.ofSeconds(10));
        // The listener is gone; connections kept alive would go on answering.
        connections.forEach(connection -> connection.close().syncUninterruptibly());
        connections.clear();
    }

    /** Listens on the port it had; nothing happens where it does already. */
    public void comeBack() {
        if (server.isDisposed()) {
            server = listen(server.port());
        }
    }

    private DisposableServer listen(int port) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .doOnChannelInit((observer, channel, remote) -> connections.add(channel))
                .handle(this::answer)
                .bindNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String path = request.uri().split("\\?")[0];
        Answer answer = answers.getOrDefault(path, (asked, answered) -> answered.sendNotFound());
        if (request.requestHeaders().contains("Upgrade") || unread.contains(path)) {
            note(request, "");
            return answer.to(request, response);
        }
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .flatMap(body -> {
                    note(request, body);
                    return Mono.from(answer.to(request, response));
                });
    }

    private void note(HttpServerRequest request, String body) {
        if (request.uri().equals("/health")) {
            return;
        }
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue(), (a, b) -> a + "|" + b));
        received.add(new Received(request.method().name(), request.uri(), headers, body));
    }
}
