package io.celesteos.gateway.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * SHA-256 over method, address, media type and body, taken as the body streams by. The boundary of a multipart body
 * is left out: clients make a new one for each attempt. For one thread at a time.
 */
final class Fingerprint {

    private static final int CHUNK = 8192;

    private final MessageDigest digest;
    private final byte[] boundary;
    /** How far back a mismatch at each place of the boundary goes on (Knuth, Morris and Pratt, 1977). */
    private final int[] borders;

    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private int matched;
    private long bytes;

    private Fingerprint(byte[] boundary) {
        this.digest = sha256();
        this.boundary = boundary;
        this.borders = borders(boundary);
    }

    /** Of the request without its body, which is still to be added. */
    static Fingerprint of(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        String boundary = type == null ? null : type.getParameter("boundary");
        return of(
                request.getMethod().name(),
                request.getURI().getRawPath(),
                request.getURI().getRawQuery(),
                type == null ? "" : type.getType() + "/" + type.getSubtype(),
                boundary);
    }

    static Fingerprint of(String method, String path, @Nullable String query, String type, @Nullable String boundary) {
        Fingerprint made =
                new Fingerprint(boundary == null ? new byte[0] : boundary.getBytes(StandardCharsets.US_ASCII));
        for (String part : new String[] {method, path, query == null ? "" : query, type}) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            made.digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            made.digest.update(text);
        }
        return made;
    }

    /** The buffer is left as it was. */
    void add(DataBuffer buffer) {
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            while (parts.hasNext()) {
                add(parts.next());
            }
        }
    }

    void add(ByteBuffer part) {
        bytes += part.remaining();
        if (boundary.length == 0) {
            digest.update(part);
            return;
        }
        while (part.hasRemaining()) {
            next(part.get());
        }
    }

    /** Bytes of the body so far. */
    long bytes() {
        return bytes;
    }

    /** 32 bytes; once, at the end. */
    byte[] value() {
        keep(boundary, matched);
        digest.update(chunk, 0, filled);
        return digest.digest();
    }

    private void next(byte one) {
        while (matched > 0 && boundary[matched] != one) {
            int shorter = borders[matched - 1];
            keep(boundary, matched - shorter);
            matched = shorter;
        }
        if (boundary[matched] == one) {
            matched++;
        } else {
            keep(one);
        }
        if (matched == boundary.length) {
            matched = 0;
        }
    }

    private void keep(byte[] from, int count) {
        for (int i = 0; i < count; i++) {
            keep(from[i]);
        }
    }

    private void keep(byte one) {
        if (filled == CHUNK) {
            digest.update(chunk);
            filled = 0;
        }
        chunk[filled++] = one;
    }

    private static int[] borders(byte[] pattern) {
        int[] borders = new int[pattern.length];
        for (int i = 1, length = 0; i < pattern.length; i++) {
            while (length > 0 && pattern[i] != pattern[length]) {
                length = borders[length - 1];
            }
            if (pattern[i] == pattern[length]) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
