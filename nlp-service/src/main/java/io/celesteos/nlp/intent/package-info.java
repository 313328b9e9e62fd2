/** What the writer wants done. */
@NullMarked
package io.celesteos.nlp.intent;

import org.jspecify.annotations.NullMarked;
