/** What something that outlives the process was made by. */
@NullMarked
package io.celesteos.search.provenance;

import org.jspecify.annotations.NullMarked;
