/** Results that may be less than whole, as values. */
@NullMarked
package io.celesteos.contracts.outcome;

import org.jspecify.annotations.NullMarked;
