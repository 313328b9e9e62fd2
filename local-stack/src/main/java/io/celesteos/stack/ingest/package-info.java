/** Files and folders into a yacht: found, sent in requests that the server takes, and followed to their end. */
@NullMarked
package io.celesteos.stack.ingest;

import org.jspecify.annotations.NullMarked;
