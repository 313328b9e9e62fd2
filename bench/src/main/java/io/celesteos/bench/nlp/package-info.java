/**
 * The nlp-service by itself: how soon it is there, how long fifty words take at a steady rate and at its limit, beside
 * what the same connections take for a request without work.
 */
@NullMarked
package io.celesteos.bench.nlp;

import org.jspecify.annotations.NullMarked;
