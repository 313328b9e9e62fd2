package io.celesteos.search.retrieval;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;

/** What the vector branch is asked; {@code limit} is the size of its window. */
public record VectorQuery(UnitVector vector, SearchFilters filters, int limit, Deadline deadline) {}
