package io.celesteos.stack.cli;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;

/** Runs a command as {@code main} would, without ending the JVM. */
public final class CelesteCommandAccess {

    private CelesteCommandAccess() {}

    public static int execute(StackLayout layout, Terminal terminal, String... arguments) {
        return CelesteCommand.commandLine(layout, terminal).execute(arguments);
    }
}
