/** Models that speak Anthropic's messages. */
@NullMarked
package io.celesteos.streaming.provider.anthropic;

import org.jspecify.annotations.NullMarked;
