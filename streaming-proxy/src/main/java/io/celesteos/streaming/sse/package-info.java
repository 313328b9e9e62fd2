/** The stream as server-sent events (WHATWG HTML, section 9.2). */
@NullMarked
package io.celesteos.streaming.sse;

import org.jspecify.annotations.NullMarked;
