/** What belongs to one request: its id, its deadline, its stage times. */
@NullMarked
package io.celesteos.contracts.request;

import org.jspecify.annotations.NullMarked;
