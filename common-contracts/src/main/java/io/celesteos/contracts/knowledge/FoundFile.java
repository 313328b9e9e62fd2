package io.celesteos.contracts.knowledge;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that may be read.
 *
 * @param path to be opened; not a link
 * @param bytes its size when it was seen
 * @param stamp another one when the file may have changed
 * @param modified when it was last written to
 */
public record FoundFile(Path path, long bytes, String stamp, Instant modified) {}
