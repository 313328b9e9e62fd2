package io.celesteos.stack.launch;

import java.nio.file.Path;

/**
 * Where things are: the checkout with the built jars, and the one folder that holds all state.
 *
 * @param home of the project: the folder with {@code pom.xml} and {@code demo/}
 * @param state {@code .celeste/} unless {@code CELESTE_STATE} says otherwise
 */
public record StackLayout(Path home, Path state) {

    public static StackLayout fromEnvironment() {
        String home = System.getenv("CELESTE_HOME");
        Path root = Path.of(home == null || home.isBlank() ? "." : home)
                .toAbsolutePath()
                .normalize();
        String state = System.getenv("CELESTE_STATE");
        return new StackLayout(
                root,
                state == null || state.isBlank()
                        ? root.resolve(".celeste")
                        : Path.of(state).toAbsolutePath());
    }

    /** A module's jar, as the build leaves it. */
    public Path jar(String module) {
        return home.resolve(module).resolve("target").resolve(module + "-" + version() + ".jar");
    }

    public Path logs() {
        return state.resolve("logs");
    }

    /** Process ids and addresses of what runs now. */
    public Path run() {
        return state.resolve("run");
    }

    /** The services' jars, taken apart for a quick start. */
    Path unpacked() {
        return state.resolve("unpacked");
    }

    public Path postgres() {
        return state.resolve("postgres");
    }

    /** Models that were fetched or copied there, a folder each. */
    public Path models() {
        return state.resolve("models");
    }

    public Path demo() {
        return home.resolve("demo");
    }

    private static String version() {
        String built = StackLayout.class.getPackage().getImplementationVersion();
        return built == null ? "0.1.0" : built;
    }
}
