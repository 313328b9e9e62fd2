/** The state of all services as one. */
@NullMarked
package io.celesteos.gateway.health;

import org.jspecify.annotations.NullMarked;
