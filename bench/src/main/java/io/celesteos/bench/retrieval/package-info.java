/**
 * How well the suite finds, on collections judged by people: a first stage of BM25 and vectors, and what reranking
 * adds to it. Vectors and scores come from a running embedding-service over HTTP, so that the product is what is
 * measured; what it answered is kept on disk and not asked again.
 */
@NullMarked
package io.celesteos.bench.retrieval;

import org.jspecify.annotations.NullMarked;
