/**
 * The schema of the suite and the only ways to it: {@code migration} brings a database to the current schema,
 * {@code tenancy} runs work inside one yacht's row-level security, {@code yachts} knows which yachts there are
 * and whose signature is whose.
 */
@NullMarked
package io.celesteos.database;

import org.jspecify.annotations.NullMarked;
