package io.celesteos.testbed.clients;

import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of one language in a Markdown page. */
public final class DocumentedCalls {

    private DocumentedCalls() {}

    public static List<String> of(String page, String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
