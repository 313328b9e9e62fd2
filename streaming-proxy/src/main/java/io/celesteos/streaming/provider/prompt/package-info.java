/** What a model is asked: rules, passages as data, what was said before. */
@NullMarked
package io.celesteos.streaming.provider.prompt;

import org.jspecify.annotations.NullMarked;
