/** The project's own annotated sentences: what trainings learn from and tests score against. */
@NullMarked
package io.celesteos.nlp.corpus;

import org.jspecify.annotations.NullMarked;
