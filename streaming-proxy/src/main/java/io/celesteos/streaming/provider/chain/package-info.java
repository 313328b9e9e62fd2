/** Several models in an order, each behind a breaker, quotation at the end. */
@NullMarked
package io.celesteos.streaming.provider.chain;

import org.jspecify.annotations.NullMarked;
