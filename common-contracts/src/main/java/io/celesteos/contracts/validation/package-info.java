/** Constraints on wire values that Jakarta Validation does not bring. */
@NullMarked
package io.celesteos.contracts.validation;

import org.jspecify.annotations.NullMarked;
