/** Wire records of {@code /api/v1/extract}. */
@NullMarked
package io.celesteos.contracts.nlp;

import org.jspecify.annotations.NullMarked;
