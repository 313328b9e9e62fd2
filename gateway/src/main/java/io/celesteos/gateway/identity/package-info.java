/** From a credential to an active yacht, and no further without one. */
@NullMarked
package io.celesteos.gateway.identity;

import org.jspecify.annotations.NullMarked;
