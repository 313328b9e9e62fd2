/** Whether the caller is still there. */
@NullMarked
package io.celesteos.streaming.connection;

import org.jspecify.annotations.NullMarked;
