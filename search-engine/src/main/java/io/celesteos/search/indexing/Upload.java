package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.core.io.InputStreamSource;

/**
 * Files as they were received, and the job they are read for.
 *
 * @param title of the only file; empty lets each file be called by its own
 * @param metadata the caller's, which wins over what is found in the files
 */
record Upload(String title, SortedMap<String, Object> metadata, List<Received> files) {

    Upload {
        metadata = new TreeMap<>(metadata);
        files = List.copyOf(files);
    }

    /**
     * @param name fit to be shown
     * @param hash SHA-256 over its bytes and the caller's metadata
     */
    record Received(String name, UUID documentId, String hash, InputStreamSource bytes) {}

    /**
     * A file that somebody may read now.
     *
     * @param attempt 1 for the first; only the holder of the latest may put anything down
     * @param title see {@link Upload}
     * @param file what is known of it so far
     */
    record Claimed(
            UUID job,
            int position,
            int lane,
            int attempt,
            String title,
            Map<String, Object> metadata,
            String hash,
            FileReport file) {

        Claimed {
            metadata = Map.copyOf(metadata);
        }
    }
}
