package io.celesteos.search.tokenvector;

import io.celesteos.contracts.embedding.TokenVectorMatrix;

/** A query's token vectors; they can be compared with those stored under {@code space}. */
public record QueryTokens(String space, TokenVectorMatrix vectors) {}
