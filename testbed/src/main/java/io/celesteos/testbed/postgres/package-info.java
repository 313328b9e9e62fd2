/** A real PostgreSQL with pgvector for one test run. */
@NullMarked
package io.celesteos.testbed.postgres;

import org.jspecify.annotations.NullMarked;
