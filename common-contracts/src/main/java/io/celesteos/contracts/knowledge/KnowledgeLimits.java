package io.celesteos.contracts.knowledge;

/**
 * How much of a folder is read; what goes beyond is reported and left out. Each owner has them to itself: one yacht's
 * flood takes nothing of another's.
 *
 * @param maxFiles an owner
 * @param maxFileBytes a file
 * @param maxTotalBytes an owner's files together
 * @param maxDepth folders inside one another, below the owner's
 * @param maxYachts with a folder
 */
public record KnowledgeLimits(int maxFiles, long maxFileBytes, long maxTotalBytes, int maxDepth, int maxYachts) {

    /** Entries looked at for each file that may be taken: folders, links and whatever else lies around. */
    static final int ENTRIES_A_FILE = 10;

    /** What a client reads when the service is away. */
    public static KnowledgeLimits ofClient() {
        return new KnowledgeLimits(1_000, 1L << 20, 32L << 20, 12, 500);
    }
}
