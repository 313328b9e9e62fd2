/** The paths that are passed on, and how each request is made the yacht's own on the way. */
@NullMarked
package io.celesteos.gateway.proxy;

import org.jspecify.annotations.NullMarked;
