package io.celesteos.bench.load;

import io.celesteos.bench.corpus.GrownChunk;
import io.celesteos.bench.corpus.GrownCorpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a kept folder holds.
 *
 * @param corpus a checksum of the real texts and vectors that the chunks are made of
 * @param seconds that each finished step took
 */
record Grown(int chunks, long seed, String corpus, Map<String, Double> seconds) {

    private static final String FILE = "grown.json";

    Grown {
        seconds = new LinkedHashMap<>(seconds);
    }

    static Grown nothing(int chunks, long seed, String corpus) {
        return new Grown(chunks, seed, corpus, Map.of());
    }

    /** Empty when there is nothing or nothing that can be read. */
    static Optional<Grown> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(file), Grown.class))
                    : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    boolean isOf(Grown other) {
        return chunks == other.chunks && seed == other.seed && corpus.equals(other.corpus);
    }

    Grown with(String step, double took) {
        Map<String, Double> more = new LinkedHashMap<>(seconds);
        more.put(step, took);
        return new Grown(chunks, seed, corpus, more);
    }

    /** All of it or, after a crash, what was there before. */
    void write(Path folder) throws IOException {
        Path part = folder.resolve(FILE + ".part");
        Files.write(part, JsonMapper.shared().writeValueAsBytes(this));
        Files.move(part, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    static String checksum(GrownCorpus corpus) {
        CRC32 sum = new CRC32();
        for (int number = 0; number < corpus.realOnes(); number++) {
            GrownChunk chunk = corpus.chunk(number);
            sum.update(chunk.text().getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(chunk.vector().length * Float.BYTES);
            bytes.asFloatBuffer().put(chunk.vector());
            sum.update(bytes);
        }
        return Long.toHexString(sum.getValue());
    }
}
