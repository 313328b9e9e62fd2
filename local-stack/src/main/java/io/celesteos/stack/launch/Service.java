package io.celesteos.stack.launch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the five services. The port is the base port plus the place in this list (contract: 8000 to 8004).
 *
 * <p>Arguments are for a laptop that runs all of them and waits for their start: small heaps, the serial collector
 * (smallest footprint, no threads of its own), and the quick compiler alone where the work is in native code or in
 * waiting for others, which halves the processor time of a start. Lucene's loops get the optimising compiler and
 * SIMD.
 */
public enum Service {
    GATEWAY("gateway", 192, Arguments.QUICK_START),
    SEARCH("search-engine", 512, Arguments.OPTIMISED),
    EMBEDDING("embedding-service", 384, Arguments.QUICK_START),
    NLP("nlp-service", 256, Arguments.QUICK_START),
    STREAMING("streaming-proxy", 256, Arguments.QUICK_START);

    private final String module;
    private final int heapMegabytes;
    private final List<String> compilation;

    Service(String module, int heapMegabytes, List<String> compilation) {
        this.compilation = compilation;
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
        return Stream.concat(
                        Stream.of(
                                "-Xmx" + heapMegabytes + "m",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"),
                        compilation.stream())
                .toList();
    }

    public static Optional<Service> named(String name) {
        return List.of(values()).stream()
                .filter(service -> service.module.equals(name))
                .findFirst();
    }

    private static final class Arguments {
        static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");
        static final List<String> OPTIMISED = List.of("--add-modules=jdk.incubator.vector");
    }
}
