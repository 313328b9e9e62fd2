/** What {@code GET /health} says, and the probes behind it. */
@NullMarked
package io.celesteos.contracts.health;

import org.jspecify.annotations.NullMarked;
