package io.celesteos.stack.cli;

import io.celesteos.stack.terminal.Terminal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what has been added to a log since it last looked, whole lines only. */
final class LogFollower implements AutoCloseable {

    private final Path log;
    private final Terminal terminal;
    private long position;

    LogFollower(Path log, Terminal terminal) {
        this.log = log;
        this.terminal = terminal;
    }

    /** Starts with the last {@code lines} lines instead of the first. */
    LogFollower fromLast(int lines) throws IOException {
        if (Files.exists(log)) {
            var all = Files.readAllLines(log);
            all.subList(Math.max(0, all.size() - lines), all.size()).forEach(terminal::say);
            position = Files.size(log);
        }
        return this;
    }

    void printNew() throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < position) {
                position = 0; // the log was begun anew
            }
            byte[] added = new byte[(int) Math.min(1 << 20, file.length() - position)];
            file.seek(position);
            file.readFully(added);
            String text = new String(added, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            if (end >= 0) {
                terminal.say(text.substring(0, end));
                position += text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8).length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        printNew();
    }
}
