package io.celesteos.search.indexing;

import java.util.ArrayList;
import java.util.List;

/**
 * A heading and the text up to the next one.
 *
 * @param parents headings above it, outermost first
 * @param heading its own; empty for text before the first heading
 * @param lines its text, line ends removed
 */
record Section(List<String> parents, String heading, List<String> lines) {

    Section {
        parents = List.copyOf(parents);
        lines = List.copyOf(lines);
    }

    String body() {
        return String.join("\n", lines).strip();
    }

    /** Heading and text, as a reader would want to see them together. */
    String text() {
        String body = body();
        return heading.isEmpty() ? body : body.isEmpty() ? heading : heading + "\n" + body;
    }

    /** Whether {@code other} stands under this heading. */
    boolean contains(Section other) {
        int depth = parents.size();
        return !heading.isEmpty()
                && other.parents.size() > depth
                && other.parents.subList(0, depth).equals(parents)
                && other.parents.get(depth).equals(heading);
    }

    String path() {
        List<String> path = new ArrayList<>(parents);
        if (!heading.isEmpty()) {
            path.add(heading);
        }
        return String.join(" > ", path);
    }
}
