/** One search request: its plan, its two branches at once, its answer. */
@NullMarked
package io.celesteos.search.query;

import org.jspecify.annotations.NullMarked;
