/** Flyway migrations, run by the command line, at start-up or by tests. */
@NullMarked
package io.celesteos.database.migration;

import org.jspecify.annotations.NullMarked;
