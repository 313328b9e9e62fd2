package io.celesteos.testbed.server;

import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A server in a container. Its host port is bound to a fixed number, since Docker deals a new one at each start. */
public final class ContainerServer implements ThrowawayServer {

    private final GenericContainer<?> container;
    private final WaitStrategy ready;
    private final int port;
    private boolean up = true;

    private ContainerServer(GenericContainer<?> container, WaitStrategy ready, int port) {
        this.container = container;
        this.ready = ready;
        this.port = port;
    }

    /** Starts the image and returns when {@code ready} says so. */
    public static ContainerServer start(
            String image, int insidePort, Map<String, String> environment, List<String> command, WaitStrategy ready) {
        int port = LoopbackPort.free();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withExposedPorts(insidePort)
                .withEnv(environment)
                .withCommand(command.toArray(String[]::new))
                .waitingFor(ready);
        container.setPortBindings(List.of(port + ":" + insidePort));
        container.start();
        return new ContainerServer(container, ready, port);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void stop() {
        if (up) {
            up = false;
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public synchronized void start() {
        if (!up) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
            ready.waitUntilReady(container);
            up = true;
        }
    }

    @Override
    public synchronized void delete() {
        up = false;
        container.stop();
    }
}
