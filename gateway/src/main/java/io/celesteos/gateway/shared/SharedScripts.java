package io.celesteos.gateway.shared;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Steps on what the gateways know together. Thread-safe; never blocks. */
@FunctionalInterface
public interface SharedScripts {

    /** Nothing is shared. */
    SharedScripts NONE = (script, keys, arguments) -> CompletableFuture.completedFuture(Optional.empty());

    /**
     * The script's reply; empty when there is none in time, and the gateway is on its own. Whether the script ran is
     * not known then. The future never fails.
     *
     * @param keys as {@link SharedKey} makes them; those of one call lie together
     */
    CompletableFuture<Optional<Reply>> run(Script script, List<String> keys, List<byte[]> arguments);

    static byte[] argument(long number) {
        return argument(Long.toString(number));
    }

    static byte[] argument(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
