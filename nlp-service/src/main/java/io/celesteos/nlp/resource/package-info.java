/** Reading of the data files that ship with the service. */
@NullMarked
package io.celesteos.nlp.resource;

import org.jspecify.annotations.NullMarked;
