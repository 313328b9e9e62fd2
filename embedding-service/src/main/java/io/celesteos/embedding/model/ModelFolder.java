package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.EncoderBackend;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of installed models, one folder each. */
final class ModelFolder {

    private static final Logger log = LoggerFactory.getLogger(ModelFolder.class);

    /** More folders than that are no models folder. */
    private static final int MAX_MODELS = 200;

    /** No separators, no leading dot, nothing that a URL or a log line would have to escape. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * @param usable in the order of their names
     * @param broken reason by name
     */
    record Content(List<ModelArtifact> usable, Map<String, String> broken) {}

    private final Path folder;
    private final ModelDirectoryReader reader;

    /** @param backend says which weights it can run */
    ModelFolder(Path folder, int maxTokens, EncoderBackend backend) {
        this.folder = folder;
        this.reader = new ModelDirectoryReader(maxTokens, backend);
    }

    /** What is there now; nothing where the folder does not exist. A broken model does not hurt the others. */
    Content read() {
        Map<String, Path> directories = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString();
                    if (!name.startsWith(".") && Files.isDirectory(entry) && directories.size() < MAX_MODELS) {
                        directories.put(name, entry);
                    }
                }
            } catch (IOException unreadable) {
                log.warn("The models folder {} cannot be read", folder, unreadable);
            }
        }
        List<ModelArtifact> usable = new ArrayList<>();
        Map<String, String> broken = new TreeMap<>();
        directories.forEach((name, directory) -> {
            try {
                if (!NAME.matcher(name).matches()) {
                    throw new BrokenModelException(
                            "its folder's name may have letters, digits, dots, underscores and hyphens only");
                }
                usable.add(reader.read(ModelDirectory.in(folder, directory)));
            } catch (BrokenModelException reason) {
                broken.put(name, String.valueOf(reason.getMessage()));
            }
        });
        return new Content(usable, broken);
    }
}
