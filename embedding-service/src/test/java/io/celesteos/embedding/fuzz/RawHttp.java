package io.celesteos.embedding.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Bytes to the service and back: what no well-behaved client would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * @param status 0 when the answer has no head, as HTTP 0.9 had none
     * @param headers by name in lower case
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Sends all and reads to the end. */
    public Answer exchange(byte[] request) throws IOException {
        return exchange(request, false);
    }

    /** The same, saying that no more will come: the service takes such a caller for gone once it has the request. */
    public Answer exchangeAndEnd(byte[] request) throws IOException {
        return exchange(request, true);
    }

    private Answer exchange(byte[] request, boolean end) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            if (end) {
                socket.shutdownOutput();
            }
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    /** Sends all and is gone before anything can come back. */
    public void sendAndLeave(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request);
        }
    }

    /** A request with its head; the connection is closed after it. */
    public static byte[] request(String method, String path, String headers, byte[] body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                + "Content-Length: " + body.length + "\r\n\r\n";
        return join(head.getBytes(StandardCharsets.ISO_8859_1), body);
    }

    public static byte[] json(String path, String body) {
        return request("POST", path, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + second.length);
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        while (text.startsWith("HTTP/1.1 100")) {
            text = text.substring(text.indexOf("\r\n\r\n") + 4);
        }
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new Answer(0, Map.of(), text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, chunked ? unchunked(body) : body);
    }

    /** Sizes count bytes, and answers may hold others than ASCII, so this is done on those. */
    private static String unchunked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int end = at;
            while (bytes[end] != '\r') {
                end++;
            }
            int size = Integer.parseInt(new String(bytes, at, end - at, StandardCharsets.US_ASCII), 16);
            whole.write(bytes, end + 2, size);
            at = end + 2 + size + 2;
        }
        return whole.toString(StandardCharsets.UTF_8);
    }
}
