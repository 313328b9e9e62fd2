/**
 * The answer in one piece, in the streaming-proxy's forms, while that service is down: everything is found first and
 * then told. No answer is written by a model here.
 */
@NullMarked
package io.celesteos.gateway.answer.batch;

import org.jspecify.annotations.NullMarked;
