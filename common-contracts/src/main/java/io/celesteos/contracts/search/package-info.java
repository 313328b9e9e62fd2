/** Wire records of {@code POST /api/v1/search} and of the documents and jobs beside it. */
@NullMarked
package io.celesteos.contracts.search;

import org.jspecify.annotations.NullMarked;
