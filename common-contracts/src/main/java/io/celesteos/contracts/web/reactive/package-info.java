/** Shared web behaviour on WebFlux. */
@NullMarked
package io.celesteos.contracts.web.reactive;

import org.jspecify.annotations.NullMarked;
