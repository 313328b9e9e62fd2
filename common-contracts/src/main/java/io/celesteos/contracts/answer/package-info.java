/** Wire records of the gateway's {@code POST /webhook/search}. */
@NullMarked
package io.celesteos.contracts.answer;

import org.jspecify.annotations.NullMarked;
