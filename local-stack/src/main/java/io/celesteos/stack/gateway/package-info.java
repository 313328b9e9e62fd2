/** The suite as its callers have it: HTTP to the gateway with a yacht's credential, patient where it asks for patience. */
@NullMarked
package io.celesteos.stack.gateway;

import org.jspecify.annotations.NullMarked;
