/** The suite's own jars as processes of a measurement. */
@NullMarked
package io.celesteos.bench.process;

import org.jspecify.annotations.NullMarked;
