/** A yacht's Lucene index in memory: BM25 over weighted fields, codes, filters, and its vectors. */
@NullMarked
package io.celesteos.search.lexical;

import org.jspecify.annotations.NullMarked;
