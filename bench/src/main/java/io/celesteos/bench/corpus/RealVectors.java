package io.celesteos.bench.corpus;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The embeddings of real texts, asked of the embedding-service once and kept in a file named by what is in it. */
public final class RealVectors {

    private static final int BATCH = 32;

    private final Path folder;
    private final String model;

    public RealVectors(Path folder, String model) {
        this.folder = folder;
        this.model = model;
    }

    /** The kept vectors of these texts, where they were asked for before. */
    public Optional<List<float[]>> kept(List<String> texts, InputType type) throws IOException {
        Path file = file(texts, type);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int dimensions = bytes.getInt();
        List<float[]> vectors = new ArrayList<>();
        while (bytes.hasRemaining()) {
            float[] vector = new float[dimensions];
            bytes.asFloatBuffer().get(vector);
            bytes.position(bytes.position() + dimensions * Float.BYTES);
            vectors.add(vector);
        }
        return Optional.of(vectors);
    }

    /** One unit vector a text, in order. */
    public List<float[]> embed(EmbeddingClient service, List<String> texts, InputType type, Consumer<Integer> progress)
            throws IOException {
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> some = texts.subList(from, Math.min(from + BATCH, texts.size()));
            vectors.addAll(service.embed(new EmbedRequest(some, model, true, type, true))
                    .embeddings());
            progress.accept(vectors.size());
        }
        keep(vectors, file(texts, type));
        return vectors;
    }

    private void keep(List<float[]> vectors, Path file) throws IOException {
        int dimensions = vectors.getFirst().length;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + vectors.size() * dimensions * Float.BYTES);
        bytes.putInt(dimensions);
        for (float[] vector : vectors) {
            bytes.asFloatBuffer().put(vector);
            bytes.position(bytes.position() + dimensions * Float.BYTES);
        }
        Files.createDirectories(folder);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes.array());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(List<String> texts, InputType type) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
            return folder.resolve(
                    model + "-" + type.name().toLowerCase(java.util.Locale.ROOT) + "-" + hash + ".vectors");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
