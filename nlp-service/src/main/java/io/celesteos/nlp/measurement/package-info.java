/** Numbers with units, and their values in SI. */
@NullMarked
package io.celesteos.nlp.measurement;

import org.jspecify.annotations.NullMarked;
