/** Fault codes of engines and panels, by pattern, decoded from tables that name their sources. */
@NullMarked
package io.celesteos.nlp.faultcode;

import org.jspecify.annotations.NullMarked;
