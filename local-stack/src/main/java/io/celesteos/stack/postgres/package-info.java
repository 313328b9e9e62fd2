/** An embedded PostgreSQL whose data survives a restart. */
@NullMarked
package io.celesteos.stack.postgres;

import org.jspecify.annotations.NullMarked;
