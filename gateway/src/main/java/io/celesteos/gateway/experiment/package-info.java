/** Another way to answer, tried on a share of the yachts or beside the answers that count. */
@NullMarked
package io.celesteos.gateway.experiment;

import org.jspecify.annotations.NullMarked;
