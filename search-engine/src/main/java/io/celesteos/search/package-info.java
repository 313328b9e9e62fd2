/**
 * The search-engine: passages of a yacht's documents and records, best first.
 *
 * <p>A search enters {@code query}: {@code tenancy} admits the yacht, {@code analysis} reads the text, the plan
 * is looked up in {@code cache}, and a snapshot of the yacht's index is taken through the ports of {@code
 * retrieval}. Two branches run at once: {@code lexical} (BM25) and {@code vector} (an embedded query against
 * the in-memory index or pgvector). {@code fusion} joins their ranked lists, {@code rerank} may refine the
 * head, {@code highlight} shows what matched.
 *
 * <p>A document enters {@code indexing}, which has files read by {@code reading}, chunks and stores it; {@code backfill} gives its chunks their
 * vectors; {@code lifecycle} notices the raised generation, reads the changes through {@code corpus} and
 * publishes the next snapshot. The database always wins: an index is a copy that can be thrown away. What a copy
 * on disk or an answer in Redis was made by, {@code provenance} tells.
 *
 * <p>A run enters {@code workflow}, which has {@code jobs} do its steps: documents in, questions judged, an answer filed,
 * a yacht moved to another embedding space, code run in a {@code sandbox} elsewhere.
 */
@NullMarked
package io.celesteos.search;

import org.jspecify.annotations.NullMarked;
