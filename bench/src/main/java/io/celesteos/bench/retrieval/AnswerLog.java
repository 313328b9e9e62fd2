package io.celesteos.bench.retrieval;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the service answered, on disk: an interrupted run goes on where it stopped, and a second costs nothing.
 * Records of a 16-byte key, an int length and the bytes; a record cut short by a kill is forgotten. Not
 * thread-safe.
 */
final class AnswerLog implements Closeable {

    private static final int KEY_BYTES = 16;

    private final RandomAccessFile file;
    private final Map<String, Long> positions = new HashMap<>();
    private long end;

    AnswerLog(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = new RandomAccessFile(path.toFile(), "rw");
        byte[] key = new byte[KEY_BYTES];
        try {
            while (end < file.length()) {
                file.seek(end);
                file.readFully(key);
                long next = end + KEY_BYTES + Integer.BYTES + file.readInt();
                if (next > file.length()) {
                    break;
                }
                positions.put(HexFormat.of().formatHex(key), end);
                end = next;
            }
        } catch (EOFException cutShort) {
            // The next record overwrites it.
        }
    }

    boolean has(String question) {
        return positions.containsKey(key(question));
    }

    byte @Nullable [] get(String question) throws IOException {
        Long position = positions.get(key(question));
        if (position == null) {
            return null;
        }
        file.seek(position + KEY_BYTES);
        byte[] answer = new byte[file.readInt()];
        file.readFully(answer);
        return answer;
    }

    void put(String question, byte[] answer) throws IOException {
        file.seek(end);
        String key = key(question);
        file.write(HexFormat.of().parseHex(key));
        file.writeInt(answer.length);
        file.write(answer);
        positions.put(key, end);
        end = file.getFilePointer();
    }

    private static String key(String question) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
