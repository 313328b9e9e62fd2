package io.celesteos.embedding.model;

import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The files of one model. Nothing outside its folder is ever read, whatever links or names are in it. */
final class ModelDirectory {

    private static final long MAX_JSON_BYTES = 1 << 20;

    private final String name;
    private final Path root;

    private ModelDirectory(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    /** @throws BrokenModelException when it is a link out of {@code folder} */
    static ModelDirectory in(Path folder, Path directory) {
        try {
            Path root = directory.toRealPath();
            if (!root.startsWith(folder.toRealPath())) {
                throw new BrokenModelException("is a link that leads out of the models folder");
            }
            return new ModelDirectory(directory.getFileName().toString(), root);
        } catch (IOException unreadable) {
            throw new BrokenModelException("cannot be read", unreadable);
        }
    }

    String name() {
        return name;
    }

    /**
     * The file of that name, where there is one.
     *
     * @throws BrokenModelException when it lies outside, or cannot be read
     */
    Optional<Path> file(String relative) {
        try {
            Path file = root.resolve(relative);
            if (!file.normalize().startsWith(root)) {
                throw new BrokenModelException("names a file outside its folder");
            }
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (!file.toRealPath().startsWith(root)) {
                throw new BrokenModelException(relative + " is a link that leads out of the model's folder");
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new BrokenModelException(relative + " is not a readable file");
            }
            return Optional.of(file);
        } catch (InvalidPathException | IOException unreadable) {
            throw new BrokenModelException("a file it names cannot be read", unreadable);
        }
    }

    /** The content of a JSON file, where there is one. */
    Optional<JsonNode> json(String relative) {
        return file(relative).map(file -> {
            try {
                if (Files.size(file) > MAX_JSON_BYTES) {
                    throw new BrokenModelException(relative + " is larger than 1 MB");
                }
                return JsonStrictness.mapper().readTree(Files.readAllBytes(file));
            } catch (JacksonException malformed) {
                throw new BrokenModelException(relative + " is not valid JSON", malformed);
            } catch (IOException unreadable) {
                throw new BrokenModelException(relative + " cannot be read", unreadable);
            }
        });
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new BrokenModelException(file.getFileName() + " cannot be read", unreadable);
        }
    }
}
