/** From the event loop to blocking code on virtual threads. */
@NullMarked
package io.celesteos.gateway.bridge;

import org.jspecify.annotations.NullMarked;
