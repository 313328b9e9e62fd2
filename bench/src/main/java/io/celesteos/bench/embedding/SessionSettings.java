package io.celesteos.bench.embedding;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.Map;

/**
 * What a session can be told.
 *
 * @param threads inside one call
 * @param arena memory is kept for the next call instead of being given back
 * @param pattern one block of memory is laid out beforehand for each shape of input
 * @param level of the rewriting of the graph
 * @param entries by ONNX Runtime's own names
 */
record SessionSettings(int threads, boolean arena, boolean pattern, OptLevel level, Map<String, String> entries) {

    SessionSettings {
        entries = Map.copyOf(entries);
    }

    /** The runtime's own choice of everything else. */
    static SessionSettings threads(int threads) {
        return new SessionSettings(threads, true, true, OptLevel.ALL_OPT, Map.of());
    }

    SessionSettings withoutArena() {
        return new SessionSettings(threads, false, pattern, level, entries);
    }

    SessionSettings withoutPattern() {
        return new SessionSettings(threads, arena, false, level, entries);
    }

    SessionSettings at(OptLevel other) {
        return new SessionSettings(threads, arena, pattern, other, entries);
    }

    SessionSettings with(String name, String value) {
        return new SessionSettings(threads, arena, pattern, level, Map.of(name, value));
    }

    void apply(SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(arena);
        options.setMemoryPatternOptimization(pattern);
        options.setOptimizationLevel(level);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            options.addConfigEntry(entry.getKey(), entry.getValue());
        }
    }
}
