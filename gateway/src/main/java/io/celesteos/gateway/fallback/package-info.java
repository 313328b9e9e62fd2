/**
 * What answers instead of a service that does not: the ports, by what they stand in for. {@code search} and {@code
 * extraction} hold what is behind them, {@code proxied} uses them for paths that are passed on.
 */
@NullMarked
package io.celesteos.gateway.fallback;

import org.jspecify.annotations.NullMarked;
