/** Token ids to hidden states, and hidden states to one vector. */
@NullMarked
package io.celesteos.embedding.inference;

import org.jspecify.annotations.NullMarked;
