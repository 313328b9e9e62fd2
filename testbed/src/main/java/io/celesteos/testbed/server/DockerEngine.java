package io.celesteos.testbed.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be used here. */
public final class DockerEngine {

    private static final boolean ANSWERS =
            mayBeThere() && DockerClientFactory.instance().isDockerAvailable();

    private DockerEngine() {}

    /** True only when an engine really answered; a docker command without an engine is none. */
    public static boolean answers() {
        return ANSWERS;
    }

    /** Spares machines without Docker the seconds and the warnings of a futile search. */
    private static boolean mayBeThere() {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(home.resolve(".testcontainers.properties"))
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                home.resolve(".docker/run/docker.sock"),
                                home.resolve(".docker/desktop/docker.sock"),
                                home.resolve(".colima/default/docker.sock"))
                        .anyMatch(Files::exists);
    }
}
