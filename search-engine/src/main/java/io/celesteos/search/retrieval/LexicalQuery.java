package io.celesteos.search.retrieval;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;

/** What the lexical branch is asked; {@code limit} is the size of its window. */
public record LexicalQuery(AnalysedQuery query, SearchFilters filters, int limit, Deadline deadline) {}
