/** Services as child processes: start, wait until they answer, stop. */
@NullMarked
package io.celesteos.stack.launch;

import org.jspecify.annotations.NullMarked;
