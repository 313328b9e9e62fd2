/** Terms found in one pass: the automaton, and the lists that ship with the service. */
@NullMarked
package io.celesteos.nlp.gazetteer;

import org.jspecify.annotations.NullMarked;
