package io.celesteos.testbed.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Cleans up when this JVM ends without running its shutdown hooks (killed, or out of memory): a small shell
 * that waits for the pipe from this JVM to close, then ends the server named in the pid file and removes its
 * folder. A hook alone would leave a server behind on every aborted test run.
 */
public final class Guard implements AutoCloseable {

    private static final String SCRIPT = """
            cat >/dev/null
            if [ -f "$1" ]; then
                server="$(head -n 1 "$1")"
                # A process started in the background of a script ignores the first signal.
                kill -INT "$server" 2>/dev/null && sleep 2
                kill -KILL "$server" 2>/dev/null
            fi
            rm -rf "$2"
            """;

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    /** @param pidFile its first line is the server's process id; may come and go with the server */
    public static Guard over(Path pidFile, Path folder) {
        try {
            return new Guard(new ProcessBuilder("sh", "-c", SCRIPT, "guard", pidFile.toString(), folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException("no shell to watch over " + folder, failure);
        }
    }

    /** Lets the shell do its work now, as the end of this JVM would. */
    void release() throws IOException, InterruptedException {
        shell.getOutputStream().close();
        shell.waitFor();
    }

    /** The server was ended in an orderly way; nothing is left to clean up. */
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
