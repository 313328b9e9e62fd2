package io.celesteos.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks before anything is written whether it will fit. */
final class DiskSpace {

    /** Rows, indexes and graph in PostgreSQL about 8 KB, the service's index and the raw ones about 6; and some air. */
    private static final long BYTES_A_CHUNK = 16_000;

    private static final long BYTES_ANYWAY = 2L << 30;

    private DiskSpace() {}

    static void require(Path folder, long chunks) throws IOException {
        require(folder, chunks, Files.getFileStore(folder).getUsableSpace());
    }

    static void require(Path folder, long chunks, long free) throws IOException {
        long needed = BYTES_ANYWAY + chunks * BYTES_A_CHUNK;
        if (free < needed) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%,d chunks need about %.1f GB and the disk of %s has %.1f free: take fewer (--chunks), free some,"
                            + " or name another folder (--out)",
                    chunks,
                    needed / 1e9,
                    folder.toAbsolutePath(),
                    free / 1e9));
        }
    }
}
