/** What people at the door wait for, and what of it is the door's own. */
@NullMarked
package io.celesteos.bench.load.gateway;

import org.jspecify.annotations.NullMarked;
