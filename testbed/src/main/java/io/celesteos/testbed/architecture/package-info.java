/** The rules all modules keep, each with its reason and its alternative. */
@NullMarked
package io.celesteos.testbed.architecture;

import org.jspecify.annotations.NullMarked;
