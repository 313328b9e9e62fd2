/** Other people's published clients, run as they are, and the calls that a page of the documentation shows. */
@NullMarked
package io.celesteos.testbed.clients;

import org.jspecify.annotations.NullMarked;
