/** What holds for every request, whoever asks: clean paths, origins, headers of the answer. */
@NullMarked
package io.celesteos.gateway.door;

import org.jspecify.annotations.NullMarked;
