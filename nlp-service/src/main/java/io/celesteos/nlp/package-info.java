/**
 * The nlp-service: what an engineer typed, as entities and an intent.
 *
 * <p>A request meets these packages in order. {@code extract} takes it, asks {@code yacht} for the yacht's own words
 * (machines, zones, parts) and runs the pipeline: {@code text} folds the text and cuts it into tokens, {@code fuzzy}
 * mends typos, {@code gazetteer} finds the terms of the shipped lists in one pass. Then the recognisers, all behind the
 * port in {@code recognize}, read in stages: {@code faultcode}, {@code identifier} and {@code part} first, {@code
 * temporal} next, then {@code measurement}, {@code equipment}, {@code location} and {@code vocabulary}. {@code resolve}
 * leaves one reading for each place, {@code negation} marks what is denied, {@code intent} says what is
 * wanted, by a model that {@code training} makes out of the sentences in {@code corpus}.
 */
@NullMarked
package io.celesteos.nlp;

import org.jspecify.annotations.NullMarked;
