/** A real Redis for one test run. */
@NullMarked
package io.celesteos.testbed.redis;

import org.jspecify.annotations.NullMarked;
