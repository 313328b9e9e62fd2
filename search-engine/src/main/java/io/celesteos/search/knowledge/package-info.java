/**
 * The knowledge base: a folder of Markdown files, answered from as the yachts' own documents are.
 *
 * <p>{@code KnowledgeWatch} looks at the folder and has {@code KnowledgeLibrary} follow it: one index a shelf, which is
 * one collection of one owner, so that nothing of a yacht is ever in an index that another one's question reaches. A
 * question enters {@code KnowledgeEndpoint}; {@code KnowledgePipeline} takes the shared shelf and the yacht's own as one
 * snapshot and ranks. {@code VectorFill} gives passages their vectors behind all this.
 */
@NullMarked
package io.celesteos.search.knowledge;

import org.jspecify.annotations.NullMarked;
