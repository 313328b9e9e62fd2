/** What streams have said, kept for a while, so that a caller who lost its connection gets the rest. */
@NullMarked
package io.celesteos.streaming.resume;

import org.jspecify.annotations.NullMarked;
