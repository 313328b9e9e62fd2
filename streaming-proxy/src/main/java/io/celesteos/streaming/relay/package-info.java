/** One query from its start to its last event: who is asked, in which order what is told, when to give up. */
@NullMarked
package io.celesteos.streaming.relay;

import org.jspecify.annotations.NullMarked;
