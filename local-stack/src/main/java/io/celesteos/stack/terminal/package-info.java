/** What a person sees: steps, bars, tables, and one sentence when it goes wrong. */
@NullMarked
package io.celesteos.stack.terminal;

import org.jspecify.annotations.NullMarked;
