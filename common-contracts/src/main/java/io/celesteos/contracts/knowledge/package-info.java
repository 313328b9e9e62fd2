/**
 * The knowledge base on the wire, its client, and the folder it is read from.
 *
 * <p>The folder is here and not in the service because both read it: the service, and the client when the service is
 * away. What belongs to which yacht is decided in one place, {@link io.celesteos.contracts.knowledge.KnowledgeFolder}.
 */
@NullMarked
package io.celesteos.contracts.knowledge;

import org.jspecify.annotations.NullMarked;
