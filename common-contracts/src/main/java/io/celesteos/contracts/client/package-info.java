/** Typed clients of the services, over one transport with deadline, retry and breaker. */
@NullMarked
package io.celesteos.contracts.client;

import org.jspecify.annotations.NullMarked;
