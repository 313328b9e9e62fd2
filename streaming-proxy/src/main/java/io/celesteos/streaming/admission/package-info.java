/** How much work is taken on at once. */
@NullMarked
package io.celesteos.streaming.admission;

import org.jspecify.annotations.NullMarked;
