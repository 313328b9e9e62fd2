/** The inner services: where they are and how they are called. */
@NullMarked
package io.celesteos.gateway.downstream;

import org.jspecify.annotations.NullMarked;
