/** The services this one asks: where they are and how they are. */
@NullMarked
package io.celesteos.streaming.upstream;

import org.jspecify.annotations.NullMarked;
