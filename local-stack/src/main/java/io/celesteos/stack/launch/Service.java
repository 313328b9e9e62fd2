package io.celesteos.stack.launch;

import java.util.List;
import java.util.Optional;

/**
 * One of the five services. The port is the base port plus the place in this list (contract: 8000 to 8004).
 *
 * <p>Heap limits are for a laptop that runs all of them; the serial collector has the smallest footprint and no
 * threads of its own.
 */
public enum Service {
    GATEWAY("gateway", 192),
    SEARCH("search-engine", 512),
    EMBEDDING("embedding-service", 384),
    NLP("nlp-service", 256),
    STREAMING("streaming-proxy", 192);

    private final String module;
    private final int heapMegabytes;

    Service(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    public String module() {
        return module;
    }

    public int port(int basePort) {
        return basePort + ordinal();
    }

    public String url(int basePort) {
        return "http://localhost:" + port(basePort);
    }

    List<String> jvmArguments() {
        return List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow");
    }

    public static Optional<Service> named(String name) {
        return List.of(values()).stream()
                .filter(service -> service.module.equals(name))
                .findFirst();
    }
}
