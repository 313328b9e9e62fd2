package io.celesteos.embedding.model;

import java.nio.file.Path;

/**
 * What DJL takes from system properties only: it reports its use to its makers and fetches native libraries
 * from the network unless told not to. Must be applied before its first class is loaded.
 */
final class DjlSettings {

    private DjlSettings() {}

    static void apply(Path cacheFolder) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", cacheFolder.resolve("native").toString());
        // PyTorch's, where the build has it: the natives of the class path, and one thread a call as above all.
        System.setProperty("PYTORCH_FLAVOR", "cpu");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }
}
