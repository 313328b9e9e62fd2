package io.celesteos.embedding.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Model files on disk, because the runtime reads a file without first holding it in the Java heap. What was
 * unpacked before is used again when its checksum still fits; several processes may unpack at once. Files of the
 * models folder are used where they lie.
 */
final class ModelFiles {

    /**
     * A model's files, checked.
     *
     * @param revision 8 hexadecimal digits that change with anything a vector depends on
     */
    record Checked(Path weights, Path tokenizer, String revision) {}

    private final Path folder;

    ModelFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws BrokenModelException when a file of the folder is not what a fetch has left, or was taken away
     * @throws IllegalStateException when a resource is missing or not what its checksum says
     * @throws UncheckedIOException when the cache folder cannot be written
     */
    Checked check(ModelArtifact artifact) {
        Path weights = artifact.weights().path();
        Path tokenizer = artifact.tokenizer().path();
        if (weights == null || tokenizer == null) {
            return new Checked(fetch(artifact.weights()), fetch(artifact.tokenizer()), artifact.revision());
        }
        MessageDigest all = newDigest();
        update(all, checked(artifact.weights(), weights));
        Path data = weights.resolveSibling(weights.getFileName() + "_data");
        if (Files.isRegularFile(data)) {
            update(
                    all,
                    checked(
                            new ModelFile(
                                    data.getFileName().toString(),
                                    artifact.details().dataSha256(),
                                    data),
                            data));
        }
        update(all, checked(artifact.tokenizer(), tokenizer));
        update(all, artifact.pooling() + "/" + artifact.maxTokens());
        return new Checked(
                weights, tokenizer, HexFormat.of().formatHex(all.digest()).substring(0, 8));
    }

    private static void update(MessageDigest all, String part) {
        all.update(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String checked(ModelFile file, Path path) {
        try {
            String found = sha256(path);
            if (file.sha256() != null && !found.equals(file.sha256())) {
                throw new BrokenModelException(
                        file.resource() + " is not what was fetched (its SHA-256 differs): fetch the model again");
            }
            return found;
        } catch (IOException unreadable) {
            throw new BrokenModelException(file.resource() + " cannot be read", unreadable);
        }
    }

    /**
     * @throws IllegalStateException when the resource is missing or not what its checksum says
     * @throws UncheckedIOException when the folder cannot be written
     */
    Path fetch(ModelFile file) {
        String sha256 = Objects.requireNonNull(file.sha256());
        Path target = folder.resolve(sha256.substring(0, 12) + "-" + file.resource());
        try {
            if (!Files.isRegularFile(target) || !sha256(target).equals(sha256)) {
                Files.createDirectories(folder);
                unpack(file, target);
            }
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot unpack " + file.resource() + " into " + folder, failure);
        }
    }

    private void unpack(ModelFile file, Path target) throws IOException {
        Path part = Files.createTempFile(folder, file.resource(), ".part");
        try {
            String found;
            try (InputStream content = ModelFiles.class.getClassLoader().getResourceAsStream(file.resource())) {
                if (content == null) {
                    throw new IllegalStateException(file.resource() + " is not on the class path");
                }
                DigestInputStream digested = new DigestInputStream(content, newDigest());
                try (OutputStream out = Files.newOutputStream(part)) {
                    digested.transferTo(out);
                }
                found = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            }
            if (!found.equals(file.sha256())) {
                throw new IllegalStateException(
                        file.resource() + " has SHA-256 " + found + " instead of " + file.sha256());
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream content = new DigestInputStream(Files.newInputStream(file), newDigest())) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
