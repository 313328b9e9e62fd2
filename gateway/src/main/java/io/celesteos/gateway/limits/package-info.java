/** How much a yacht and each of its credentials may ask. */
@NullMarked
package io.celesteos.gateway.limits;

import org.jspecify.annotations.NullMarked;
