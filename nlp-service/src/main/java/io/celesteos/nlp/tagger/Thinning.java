package io.celesteos.nlp.tagger;

/**
 * Leaves out a share of the features, another one for each salt, so that a model in training cannot lean on any of them
 * alone (dropout). Decided by the feature itself: scoring and learning agree without keeping a list.
 */
public final class Thinning {

    /** Leaves everything in. */
    public static final Thinning NONE = new Thinning(0, 0);

    private final int salt;
    private final long dropped;

    /** @param share 0 to less than 1 of all features is left out */
    public Thinning(int salt, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("a share is at least 0 and less than 1, not " + share);
        }
        this.salt = salt;
        this.dropped = (long) (share * (1L << 32));
    }

    public boolean drops(int feature) {
        return dropped > 0 && Integer.toUnsignedLong(FeatureHash.both(salt, feature)) < dropped;
    }
}
