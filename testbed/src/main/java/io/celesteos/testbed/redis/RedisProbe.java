package io.celesteos.testbed.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks just enough of the Redis protocol (inline commands) to need no client library. */
final class RedisProbe {

    private static final int LIMIT_MILLIS = 5_000;

    private RedisProbe() {}

    /** The server's one-line reply, e.g. {@code +PONG}. */
    static String ask(String host, int port, String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.valueOf(reply.readLine());
        }
    }

    static boolean answers(String host, int port) {
        try {
            return ask(host, port, "PING").equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }
}
