/** The one bounded queue in front of the models, and the runners that eat it. */
@NullMarked
package io.celesteos.embedding.schedule;

import org.jspecify.annotations.NullMarked;
