package io.celesteos.search.tenancy;

/**
 * A point in the history of one yacht's stored data. Whoever holds all up to it can be told what came after.
 *
 * @param generation how often the data had changed, 0 for never
 * @param stamp random, drawn anew with each generation: a database restored from a backup counts on with numbers
 *     that were used before, and the stamp tells the two histories apart. Empty at generation 0
 */
public record Watermark(long generation, String stamp) {

    /** Before the first change. */
    public static final Watermark NONE = new Watermark(0, "");

    /** One word for it, different for every state there ever was. */
    public String edition() {
        return generation + "-" + stamp;
    }
}
