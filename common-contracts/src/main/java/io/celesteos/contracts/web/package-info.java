/** Wiring of the shared web behaviour, chosen by the web stack on the class path. */
@NullMarked
package io.celesteos.contracts.web;

import org.jspecify.annotations.NullMarked;
