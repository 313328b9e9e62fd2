/** What a person and a later run read of a measurement. */
@NullMarked
package io.celesteos.bench.report;

import org.jspecify.annotations.NullMarked;
