/** Ranked lists into one order, and how much each branch counts. */
@NullMarked
package io.celesteos.search.fusion;

import org.jspecify.annotations.NullMarked;
