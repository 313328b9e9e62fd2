/** Which yachts are indexed, how their indexes are loaded, and how they follow the database. */
@NullMarked
package io.celesteos.search.lifecycle;

import org.jspecify.annotations.NullMarked;
