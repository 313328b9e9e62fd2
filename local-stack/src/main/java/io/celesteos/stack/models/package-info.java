/** Models on disk: what is known, what is installed, and fetching one from a mirror of the hub. */
@NullMarked
package io.celesteos.stack.models;

import org.jspecify.annotations.NullMarked;
