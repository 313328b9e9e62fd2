/** The port of everything that finds entities, and what it may look at. */
@NullMarked
package io.celesteos.nlp.recognize;

import org.jspecify.annotations.NullMarked;
