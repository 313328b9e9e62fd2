package io.celesteos.contracts.knowledge;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that may be read.
 *
 * @param root of the folder it was found in; not a link
 * @param path below it, without links when it was seen
 * @param bytes its size when it was seen
 * @param stamp another one when the file may have changed
 * @param modified when it was last written to
 */
public record FoundFile(Path root, Path path, long bytes, String stamp, Instant modified) {}
