/** What the dialects of chat clients share: a conversation within limits, and frames of data alone. */
@NullMarked
package io.celesteos.streaming.dialect;

import org.jspecify.annotations.NullMarked;
