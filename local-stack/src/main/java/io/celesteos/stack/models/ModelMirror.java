package io.celesteos.stack.models;

import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.stack.terminal.UserError;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where models come from: the Hugging Face hub, anything that answers as it does ({@code
 * <mirror>/<organisation>/<name>/resolve/<revision>/<file>}), or a local folder laid out so, or holding clones of
 * repositories ({@code <folder>/<organisation>/<name>/<file>}).
 */
public final class ModelMirror {

    /** Used when no other mirror is configured. */
    public static final String HUB = "https://huggingface.co";

    private final URI base;

    private ModelMirror(URI base) {
        this.base = base;
    }

    /** @throws UserError when it is neither an http address nor a folder */
    public static ModelMirror of(String address) {
        String trimmed = address.strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(trimmed);
            String scheme = uri.getScheme();
            if (("http".equals(scheme) || "https".equals(scheme)) && uri.getHost() != null) {
                return new ModelMirror(uri);
            }
            if ("file".equals(scheme) && uri.getPath() != null) {
                return new ModelMirror(Path.of(uri.getPath()).toUri());
            }
            if (scheme == null && trimmed.startsWith("/")) {
                return new ModelMirror(Path.of(trimmed).toUri());
            }
        } catch (URISyntaxException malformed) {
            // said below
        }
        throw new UserError("The mirror must be an http(s) address or file:/a/folder, not " + address + ".");
    }

    boolean local() {
        return "file".equals(base.getScheme());
    }

    /** As a person would name it: without what only a program needs. */
    String shown() {
        return local() ? Path.of(base).toString() : base.getScheme() + "://" + base.getAuthority();
    }

    /** Address of a file on a mirror that is reached by http. */
    URI address(KnownModelFile file) {
        return URI.create(base
                + Stream.of(
                                file.repository().split("/"),
                                new String[] {"resolve", file.revision()},
                                file.path().split("/"))
                        .flatMap(Arrays::stream)
                        .map(part -> "/"
                                + URLEncoder.encode(part, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .collect(Collectors.joining()));
    }

    /** Where a mirror that is a folder has the file. */
    Optional<Path> path(KnownModelFile file) {
        Path repository = Path.of(base).resolve(file.repository());
        return List.of(
                        repository.resolve("resolve").resolve(file.revision()).resolve(file.path()),
                        repository.resolve(file.path()))
                .stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
