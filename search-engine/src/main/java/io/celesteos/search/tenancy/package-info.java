/** Which yacht a request works for, and the only way to its rows. */
@NullMarked
package io.celesteos.search.tenancy;

import org.jspecify.annotations.NullMarked;
