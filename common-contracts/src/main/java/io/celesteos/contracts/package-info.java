/**
 * What the services say to each other and to their callers, once.
 *
 * <p>A request meets these packages in order: {@code web} opens a {@code request} context (request id,
 * deadline, stage timings) and turns every failure into a {@code problem} document; the records of {@code
 * search}, {@code embedding}, {@code nlp}, {@code streaming} and {@code answer} are its body; {@code client}
 * carries it to the next service with what is left of the deadline; {@code health} says whether that service
 * is there at all. No logic of any service and no persistence lives here.
 */
@NullMarked
package io.celesteos.contracts;

import org.jspecify.annotations.NullMarked;
