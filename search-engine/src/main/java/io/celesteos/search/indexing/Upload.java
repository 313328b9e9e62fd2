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
     * A job to be read for, as it lies in the database.
     *
     * @param claims how often it was begun since a file of it was last settled, this time included
     */
    record Waiting(
            UUID job,
            String title,
            Map<String, Object> metadata,
            List<String> hashes,
            List<FileReport> files,
            int claims) {

        Waiting {
            hashes = List.copyOf(hashes);
            files = List.copyOf(files);
        }
    }
}
