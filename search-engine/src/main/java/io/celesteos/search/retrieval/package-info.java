/** The ports between a query and the indexes, and what passes through them. */
@NullMarked
package io.celesteos.search.retrieval;

import org.jspecify.annotations.NullMarked;
