package io.celesteos.stack.models;

import io.celesteos.contracts.embedding.FetchedModel;
import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** A model's folder. */
public final class InstalledModel {

    private final Path directory;

    private InstalledModel(Path directory) {
        this.directory = directory;
    }

    /** Empty where there is no such folder with a model's configuration. */
    public static Optional<InstalledModel> at(Path directory) {
        return Files.isRegularFile(directory.resolve("config.json"))
                ? Optional.of(new InstalledModel(directory))
                : Optional.empty();
    }

    /** All in a models folder, by name. */
    public static List<InstalledModel> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .flatMap(entry -> at(entry).stream())
                    .toList();
        }
    }

    public String name() {
        return directory.getFileName().toString();
    }

    /** Of all its files together. */
    public long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Whether every file is here and is what it was pinned, or first seen, as. */
    public boolean holds(KnownModel model) {
        Map<String, String> seen = fetched().map(FetchedModel::sha256).orElse(Map.of());
        try {
            for (KnownModelFile file : model.files()) {
                Path path = directory.resolve(file.target());
                String expected = file.sha256() == null ? seen.get(file.target()) : file.sha256();
                if (expected == null
                        || !Files.isRegularFile(path)
                        || !FileDigest.sha256(path).equals(expected)) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Optional<FetchedModel> fetched() {
        try {
            return Optional.of(JsonStrictness.mapper()
                    .readValue(Files.readAllBytes(directory.resolve(FetchedModel.FILE_NAME)), FetchedModel.class));
        } catch (IOException | JacksonException byHand) {
            return Optional.empty();
        }
    }
}
