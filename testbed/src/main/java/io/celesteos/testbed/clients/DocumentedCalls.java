package io.celesteos.testbed.clients;

import io.celesteos.testbed.server.Command;
import io.celesteos.testbed.server.Executables;
import io.celesteos.testbed.server.MissingServerException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of one language in a Markdown page, and what those of a shell print. */
public final class DocumentedCalls {

    private DocumentedCalls() {}

    public static List<String> of(String page, String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /**
     * What command lines with {@code curl} in them print; an error status is a failure.
     *
     * @param folder to run in, where files are that a line names
     * @throws MissingServerException when curl is not on this machine
     */
    public static String run(Path folder, String calls) {
        if (Executables.onPath("curl") == null) {
            throw new MissingServerException("curl");
        }
        String checked = calls.replace("curl ", "curl --fail-with-body --silent --show-error --max-time 60 ");
        return Command.run(folder, List.of("bash", "-euo", "pipefail", "-c", checked));
    }
}
