/**
 * Paths that are passed on and have something to fall back on.
 * {@link io.celesteos.gateway.fallback.proxied.FallbackFilter} notices that the service does not answer, a
 * {@link io.celesteos.gateway.fallback.proxied.PathFallback} answers.
 */
@NullMarked
package io.celesteos.gateway.fallback.proxied;

import org.jspecify.annotations.NullMarked;
