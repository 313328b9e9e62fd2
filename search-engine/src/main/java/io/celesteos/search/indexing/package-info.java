/** Documents in: chunked, stored in one transaction, tracked as jobs. */
@NullMarked
package io.celesteos.search.indexing;

import org.jspecify.annotations.NullMarked;
