/** What a stream says, whatever carries it. Leans on nothing else here. */
@NullMarked
package io.celesteos.streaming.event;

import org.jspecify.annotations.NullMarked;
