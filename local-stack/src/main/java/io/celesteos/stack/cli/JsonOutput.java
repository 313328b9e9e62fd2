package io.celesteos.stack.cli;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.terminal.Terminal;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code --json}: one document on standard output and nothing else; what is said meanwhile goes to standard error. */
final class JsonOutput {

    static final String OPTION = "--json";

    private static final JsonMapper JSON = JsonStrictness.mapper();

    @Option(names = OPTION, description = "Print one JSON document, and progress to standard error.")
    private boolean json;

    boolean wanted() {
        return json;
    }

    /** For what people read and programs must not. */
    Terminal words(Terminal terminal) {
        return json ? terminal.aside() : terminal;
    }

    void print(Terminal terminal, Object document) {
        terminal.raw(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    }

    /** As one line, for what is printed again and again. */
    void printLine(Terminal terminal, Object document) {
        terminal.raw(JSON.writeValueAsString(document));
    }
}
