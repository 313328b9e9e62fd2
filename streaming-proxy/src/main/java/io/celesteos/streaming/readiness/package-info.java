/** The requests the service sends to itself before it says that it is ready. */
@NullMarked
package io.celesteos.streaming.readiness;

import org.jspecify.annotations.NullMarked;
