package io.celesteos.search.retrieval;

import java.util.Set;

/**
 * Kinds of record ({@code fault}, {@code part}) and document ({@code manual}, {@code log}) in lower case.
 *
 * @param preferred what a query asks for by the way it is put; matches of these count more
 * @param besides what its words match by the way; these count less
 */
public record Preferences(Set<String> preferred, Set<String> besides) {

    private static final Preferences NONE = new Preferences(Set.of(), Set.of());

    public Preferences {
        preferred = Set.copyOf(preferred);
        besides = Set.copyOf(besides);
    }

    public static Preferences none() {
        return NONE;
    }
}
