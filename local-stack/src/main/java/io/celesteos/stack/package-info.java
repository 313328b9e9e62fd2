/**
 * The command line. {@code cli} reads the words; {@code launch} brings the five services up and down as
 * processes of their own; {@code postgres} is the database they share when there is no other; {@code demo} fills
 * it with the demo yachts; {@code models} fetches models; {@code terminal} is everything a person sees meanwhile.
 */
@NullMarked
package io.celesteos.stack;

import org.jspecify.annotations.NullMarked;
