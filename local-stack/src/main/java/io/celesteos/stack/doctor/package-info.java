/** Looks at the machine, the build, the models and whatever runs, and says what to do next. Changes nothing. */
@NullMarked
package io.celesteos.stack.doctor;

import org.jspecify.annotations.NullMarked;
