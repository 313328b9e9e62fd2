/** How text and codes become terms, the same for what is stored and for what is asked. */
@NullMarked
package io.celesteos.search.analysis;

import org.jspecify.annotations.NullMarked;
