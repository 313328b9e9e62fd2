/** The way to a Redis that may be away. Only for services that have the Lettuce client on their class path. */
@NullMarked
package io.celesteos.contracts.redis;

import org.jspecify.annotations.NullMarked;
