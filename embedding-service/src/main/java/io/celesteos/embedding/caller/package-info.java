/** Who asks, how soon they want the answer, and whether they still wait for it. */
@NullMarked
package io.celesteos.embedding.caller;

import org.jspecify.annotations.NullMarked;
