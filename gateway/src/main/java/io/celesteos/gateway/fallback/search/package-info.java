/**
 * The database searched by the gateway itself. {@link io.celesteos.gateway.fallback.search.DatabaseSearch} is the
 * recipe: what is asked as words and codes, the query's vector, both ranked lists from the yacht's rows, fused, read
 * and marked.
 */
@NullMarked
package io.celesteos.gateway.fallback.search;

import org.jspecify.annotations.NullMarked;
