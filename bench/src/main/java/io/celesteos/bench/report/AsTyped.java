package io.celesteos.bench.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command that made a report, so that it can be run again. */
public final class AsTyped {

    private static final String PROGRAM = "bench";

    private AsTyped() {}

    /** @param spec of the running command */
    public static String line(CommandSpec spec) {
        CommandSpec root = spec.root();
        List<String> arguments = root.commandLine().getParseResult().originalArgs();
        // Run by itself, a command is the root of its line.
        Stream<String> program = Stream.of(PROGRAM, root.name()).distinct();
        return Stream.concat(program, arguments.stream()).collect(Collectors.joining(" ", "./celeste ", ""));
    }
}
