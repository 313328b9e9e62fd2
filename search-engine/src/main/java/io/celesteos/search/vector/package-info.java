/** Query embedding and the two homes of vectors: the in-memory index and pgvector. */
@NullMarked
package io.celesteos.search.vector;

import org.jspecify.annotations.NullMarked;
