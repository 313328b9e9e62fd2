/** The stream as one JSON document. */
@NullMarked
package io.celesteos.streaming.answer;

import org.jspecify.annotations.NullMarked;
