package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files that are searched by the same callers: one collection of one owner.
 *
 * @param owner the only yacht that sees it; null: every caller does
 */
public record KnowledgeShelf(@Nullable YachtId owner, String collection) {

    public static final String DEFAULT_COLLECTION = "default";
    static final String COLLECTION_PATTERN = "[a-z0-9][a-z0-9_-]{0,39}";

    private static final Pattern COLLECTION = Pattern.compile(COLLECTION_PATTERN);
    private static final String SHARED = "shared";
    private static final String BETWEEN = "--";

    /** @throws IllegalArgumentException when {@code collection} is no name of one */
    public KnowledgeShelf {
        if (!isCollection(collection)) {
            throw new IllegalArgumentException("collections are 1 to 40 lower-case letters, digits, - and _");
        }
    }

    public static KnowledgeShelf shared(String collection) {
        return new KnowledgeShelf(null, collection);
    }

    static boolean isCollection(String name) {
        return COLLECTION.matcher(name).matches();
    }

    /**
     * The only shelves that a caller may see anything of.
     *
     * @param yacht null for a caller without one
     */
    public static List<KnowledgeShelf> visibleTo(@Nullable YachtId yacht, String collection) {
        List<KnowledgeShelf> visible = new ArrayList<>();
        visible.add(shared(collection));
        if (yacht != null) {
            visible.add(new KnowledgeShelf(yacht, collection));
        }
        return List.copyOf(visible);
    }

    /** A file name of its own, read back by {@link #named}. */
    public String name() {
        return (owner == null ? SHARED : owner.toString()) + BETWEEN + collection;
    }

    /** Empty when {@code name} is not exactly what {@link #name()} gives. */
    public static Optional<KnowledgeShelf> named(String name) {
        int between = name.indexOf(BETWEEN);
        if (between < 0) {
            return Optional.empty();
        }
        String owner = name.substring(0, between);
        try {
            KnowledgeShelf shelf = new KnowledgeShelf(
                    owner.equals(SHARED) ? null : YachtId.of(owner), name.substring(between + BETWEEN.length()));
            return Optional.of(shelf).filter(read -> read.name().equals(name));
        } catch (IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
    }
}
