/** The numbers in an answer, checked before they are sent on. */
@NullMarked
package io.celesteos.streaming.provider.citation;

import org.jspecify.annotations.NullMarked;
