package io.celesteos.embedding.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Model files on disk, because the runtime reads a file without first holding it in the Java heap. What was
 * unpacked before is used again when its checksum still fits; several processes may unpack at once.
 */
final class ModelFiles {

    private final Path folder;

    ModelFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws IllegalStateException when the resource is missing or not what its checksum says
     * @throws UncheckedIOException when the folder cannot be written
     */
    Path fetch(ModelFile file) {
        Path target = folder.resolve(file.sha256().substring(0, 12) + "-" + file.resource());
        try {
            if (!Files.isRegularFile(target) || !sha256(target).equals(file.sha256())) {
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
