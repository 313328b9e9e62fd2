/** The requests a service sends to itself before it says that it is ready. */
@NullMarked
package io.celesteos.contracts.readiness;

import org.jspecify.annotations.NullMarked;
