/** Request bodies that have to be read before they are passed on. */
@NullMarked
package io.celesteos.gateway.body;

import org.jspecify.annotations.NullMarked;
