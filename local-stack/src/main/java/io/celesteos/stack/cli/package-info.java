/** The commands of {@code ./celeste}, one class each. */
@NullMarked
package io.celesteos.stack.cli;

import org.jspecify.annotations.NullMarked;
