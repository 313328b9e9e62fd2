/** Work in the background that survives whoever does it: due tasks in the database, leased by heartbeats. */
@NullMarked
package io.celesteos.search.jobs;

import org.jspecify.annotations.NullMarked;
