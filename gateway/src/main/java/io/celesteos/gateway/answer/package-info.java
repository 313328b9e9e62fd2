/** {@code POST /webhook/search}: one document from two services. */
@NullMarked
package io.celesteos.gateway.answer;

import org.jspecify.annotations.NullMarked;
