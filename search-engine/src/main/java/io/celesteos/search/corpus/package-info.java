/** A yacht's stored chunks and records, read as passages. */
@NullMarked
package io.celesteos.search.corpus;

import org.jspecify.annotations.NullMarked;
