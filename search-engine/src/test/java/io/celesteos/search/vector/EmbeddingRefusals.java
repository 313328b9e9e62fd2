package io.celesteos.search.vector;

/** Failures that only this package can make, for fakes elsewhere. */
public final class EmbeddingRefusals {

    private EmbeddingRefusals() {}

    public static EmbeddingUnavailableException away() {
        return new EmbeddingUnavailableException("away");
    }

    public static EmbeddingUnavailableException refused() {
        return new EmbeddingUnavailableException("refused", true, new IllegalArgumentException("refused"));
    }
}
