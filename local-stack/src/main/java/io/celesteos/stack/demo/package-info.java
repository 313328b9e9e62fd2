/** The demo yachts: from the files under {@code demo/} into a running stack. */
@NullMarked
package io.celesteos.stack.demo;

import org.jspecify.annotations.NullMarked;
