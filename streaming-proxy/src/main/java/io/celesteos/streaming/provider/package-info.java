/** Who writes the answer: the port, and what goes through it. */
@NullMarked
package io.celesteos.streaming.provider;

import org.jspecify.annotations.NullMarked;
