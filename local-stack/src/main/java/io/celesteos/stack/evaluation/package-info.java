/** Judged questions asked as any caller asks, and what the answers are worth. */
@NullMarked
package io.celesteos.stack.evaluation;

import org.jspecify.annotations.NullMarked;
