/** What was asked, kept without slowing the answer. */
@NullMarked
package io.celesteos.gateway.querylog;

import org.jspecify.annotations.NullMarked;
