package io.celesteos.stack.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Redis, where one is configured. Asked in its own protocol (RESP), inline form, without a client. */
final class RedisLook {

    private static final String WHAT = "Redis";
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int DEFAULT_PORT = 6379;
    private static final int MOST_LINES = 40;

    private final Map<String, String> environment;

    RedisLook(Map<String, String> environment) {
        this.environment = environment;
    }

    Finding finding() {
        String url = environment.getOrDefault("REDIS_URL", "");
        if (url.isBlank()) {
            return Finding.good(WHAT, "not configured; caches, limits and streams are each process's own");
        }
        if (url.startsWith("rediss://")) {
            return Finding.warning(WHAT, "encrypted, not looked at from here", "See the services' health.");
        }
        try {
            URI address = URI.create(url);
            if (!"redis".equals(address.getScheme()) || address.getHost() == null) {
                return wrong();
            }
            return look(address);
        } catch (IllegalArgumentException broken) {
            return wrong();
        }
    }

    private static Finding wrong() {
        return Finding.bad(WHAT, "REDIS_URL is no address of a Redis", "Write it as redis://host:6379.");
    }

    private static Finding look(URI address) {
        String where = address.getHost() + ":" + (address.getPort() < 0 ? DEFAULT_PORT : address.getPort());
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort() < 0 ? DEFAULT_PORT : address.getPort()),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("INFO server\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < MOST_LINES; i++) {
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                if (line.startsWith("redis_version:")) {
                    return Finding.good(WHAT, line.substring("redis_version:".length()) + " on " + where);
                }
                if (line.startsWith("-")) {
                    return Finding.good(WHAT, "answers on " + where + " and wants a password");
                }
            }
            return Finding.bad(WHAT, "what answers on " + where + " is no Redis", "Check REDIS_URL.");
        } catch (IOException away) {
            return Finding.warning(
                    WHAT,
                    "does not answer on " + where,
                    "Start it or unset REDIS_URL; until then each process keeps its own caches and limits.");
        }
    }
}
