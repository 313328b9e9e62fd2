package io.celesteos.stack.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process listens on a port, as far as Linux tells this user: {@code /proc/net/tcp} and the open files. */
final class PortOwner {

    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    static Optional<ProcessHandle> of(int port) {
        return inode(port).flatMap(PortOwner::holder);
    }

    private static Optional<String> inode(int port) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                Optional<String> inode = lines.map(line -> line.strip().split("\\s+"))
                        .filter(cells ->
                                cells.length > INODE && cells[1].endsWith(suffix) && cells[STATE].equals(LISTENING))
                        .map(cells -> cells[INODE])
                        .findFirst();
                if (inode.isPresent()) {
                    return inode;
                }
            } catch (IOException elsewhere) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<ProcessHandle> holder(String inode) {
        String link = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), link))
                .findFirst();
    }

    private static boolean holds(long process, String link) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
            return open.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).toString().equals(link);
                } catch (IOException closed) {
                    return false;
                }
            });
        } catch (IOException anothersProcess) {
            return false;
        }
    }
}
