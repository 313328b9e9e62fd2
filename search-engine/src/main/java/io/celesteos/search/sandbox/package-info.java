/** A caller's own code, run where it can do no harm: on another machine, made for it and ended after it. */
@NullMarked
package io.celesteos.search.sandbox;

import org.jspecify.annotations.NullMarked;
