/** What answers instead of a service that does not. */
@NullMarked
package io.celesteos.gateway.fallback;

import org.jspecify.annotations.NullMarked;
