package io.celesteos.search.retrieval;

import org.jspecify.annotations.Nullable;

/** What a model reads of a chunk: a chunk out of its document often does not name the machine it is about. */
public final class PassageText {

    private PassageText() {}

    public static String of(Passage passage) {
        return of(passage.title(), passage.text("section"), passage.content());
    }

    /** The document's title, the headings above the chunk where it does not begin with them, and the chunk. */
    public static String of(@Nullable String title, @Nullable String section, String content) {
        StringBuilder passage = new StringBuilder();
        if (title != null && !title.isBlank()) {
            passage.append(title).append('\n');
        }
        if (section != null && !section.isBlank() && !content.startsWith(section)) {
            passage.append(section).append('\n');
        }
        return passage.append(content).toString();
    }
}
