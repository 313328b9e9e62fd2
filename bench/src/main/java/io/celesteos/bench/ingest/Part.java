package io.celesteos.bench.ingest;

import java.nio.file.Path;
import java.util.List;

/**
 * Files that are sent one after the other and timed together.
 *
 * @param pages of those that have any, together
 */
record Part(String name, List<Path> files, int pages) {

    Part {
        files = List.copyOf(files);
    }
}
