/** Starting, stopping and cleaning up after a server that lives for one test run. */
@NullMarked
package io.celesteos.testbed.server;

import org.jspecify.annotations.NullMarked;
