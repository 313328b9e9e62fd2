package io.celesteos.stack.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A mirror of the hub, over HTTP, with the misfortunes a test asks for. */
final class HubServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    volatile String etag = "\"v1\"";
    volatile boolean ranges = true;
    /** Bytes after which each answer breaks off; all of them where it is 0. */
    volatile int breakAfter;

    /** Answers this to everything; not where it is 0. */
    volatile int status;

    /** Claims this length in place of the true one; not where it is 0. */
    volatile int claimedLength;

    volatile String redirectTo = "";

    HubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void put(String path, byte[] content) {
        files.put("/" + path, content);
    }

    /** {@code path range}, in the order they came; the range is empty where none was asked for. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(path + " " + (range == null ? "" : range));
            if (!redirectTo.isEmpty() && !path.startsWith("/cdn/")) {
                exchange.getResponseHeaders().set("Location", redirectTo + path);
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] content = files.get(path.startsWith("/cdn/") ? path.substring(4) : path);
            if (status != 0 || content == null) {
                exchange.sendResponseHeaders(status != 0 ? status : 404, -1);
                return;
            }
            send(exchange, content, range);
        }
    }

    private void send(HttpExchange exchange, byte[] content, String range) throws IOException {
        int from = 0;
        if (range != null && ranges && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.getResponseHeaders().set("ETag", etag);
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, claimedLength != 0 ? claimedLength : rest.length);
        int sent = breakAfter == 0 ? rest.length : Math.min(rest.length, breakAfter);
        exchange.getResponseBody().write(rest, 0, sent);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
