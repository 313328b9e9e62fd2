/** Writes that are sent twice and done once, as draft-ietf-httpapi-idempotency-key-header-07 describes it. */
@NullMarked
package io.celesteos.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
