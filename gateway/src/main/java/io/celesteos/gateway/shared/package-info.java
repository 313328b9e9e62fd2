/** What several gateways know together, in a Redis that may be away. */
@NullMarked
package io.celesteos.gateway.shared;

import org.jspecify.annotations.NullMarked;
