package io.celesteos.contracts.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an answer lacks. The wire form is the name in lower case, e.g. {@code embedding_unavailable}. */
public enum Degradation {
    /** No query vector: the lexical branch answered alone. */
    EMBEDDING_UNAVAILABLE,
    /** Another provider's model read the query, and only the vectors of that model were searched. */
    EMBEDDING_FALLBACK,
    /** Some chunks have no vector yet; the lexical branch covers them. */
    VECTORS_INCOMPLETE,
    /** The vector branch missed its deadline or failed. */
    VECTOR_SEARCH_UNAVAILABLE,
    /** The lexical branch missed its deadline or failed. */
    LEXICAL_SEARCH_UNAVAILABLE,
    /** The fused order stands: reranking was late or is not there. */
    RERANK_UNAVAILABLE,
    /** Some of the best candidates could not be reranked, and kept their places. */
    RERANK_INCOMPLETE,
    /** The values asked for were not counted in time. */
    FACETS_UNAVAILABLE,
    /** No results: the search-engine did not answer. */
    SEARCH_UNAVAILABLE,
    /** The search-engine did not answer; the database was searched instead: simpler order, nothing reranked. */
    SEARCH_FALLBACK,
    /** No entities or intent: the nlp-service did not answer. */
    NLP_UNAVAILABLE,
    /** The nlp-service did not answer; a language model read the text instead. */
    NLP_FALLBACK,
    /** The yacht's own equipment, parts and zones could not be read. */
    YACHT_CONTEXT_UNAVAILABLE,
    /** No answer was written. */
    ANSWER_UNAVAILABLE,
    /** The answer breaks off. */
    ANSWER_INCOMPLETE,
    /** No language model answered: the answer is quoted, not written. */
    LLM_UNAVAILABLE,
    /** The streaming-proxy did not answer; all was found first and then told in one piece. */
    STREAM_UNAVAILABLE,
    /** The service of the knowledge base did not answer; its files were searched for the words instead. */
    KNOWLEDGE_FALLBACK,
    /** Something that a newer service has a word for. */
    OTHER;

    /** Reads the wire form; a word that is not known yet is {@link #OTHER}, so that services can be newer or older. */
    @JsonCreator
    public static Degradation ofWireName(String word) {
        for (Degradation known : values()) {
            if (known.wireName().equals(word)) {
                return known;
            }
        }
        return OTHER;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
