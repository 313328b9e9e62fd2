/** What matched, shown: phrases and an HTML-safe snippet. */
@NullMarked
package io.celesteos.search.highlight;

import org.jspecify.annotations.NullMarked;
