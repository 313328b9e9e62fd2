package io.celesteos.stack.models;

import io.celesteos.contracts.embedding.FetchedModel;
import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.postgres.Folders;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Fetches a model into the models folder: every file into a hidden folder beside it, each held to its SHA-256,
 * and the whole moved into place at the end. So a model is there complete or not at all, and an interrupted
 * fetch goes on where it was.
 */
public final class ModelFetch {

    private static final long SPARE_BYTES = 64L << 20;

    private final Path folder;
    private final FetchSource source;
    private final Terminal terminal;
    private final boolean trustOnFirstUse;

    ModelFetch(Path folder, FetchSource source, Terminal terminal, boolean trustOnFirstUse) {
        this.folder = folder;
        this.source = source;
        this.terminal = terminal;
        this.trustOnFirstUse = trustOnFirstUse;
    }

    /**
     * @param folder of models
     * @param trustOnFirstUse take a file for which no published checksum is known, and hold it to what came from
     *     then on
     */
    public static ModelFetch from(ModelMirror mirror, Path folder, Terminal terminal, boolean trustOnFirstUse) {
        FetchSource source = mirror.local() ? new FolderSource(mirror) : new HttpSource(mirror, folder);
        return new ModelFetch(folder, source, terminal, trustOnFirstUse);
    }

    /**
     * @return false when it was there already, complete and unharmed
     * @throws UserError when it cannot be fetched; what has come so far is kept for the next attempt
     */
    public boolean fetch(KnownModel model) {
        refuseUnverifiable(model);
        Path target = folder.resolve(model.name());
        Path staging = folder.resolve(".fetch-" + model.name());
        try {
            if (InstalledModel.at(target)
                    .filter(installed -> installed.holds(model))
                    .isPresent()) {
                return false;
            }
            Files.createDirectories(staging);
            needSpace(model, staging);
            bringAll(model, target, staging);
            Files.writeString(
                    staging.resolve(FetchedModel.FILE_NAME),
                    JsonStrictness.mapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(record(model, staging)));
            replace(target, staging);
            return true;
        } catch (IOException failure) {
            throw full(failure)
                    ? new UserError(
                            "The disk that holds " + folder + " is full; what has come is kept. Free some"
                                    + " space and run the command again.",
                            failure)
                    : new UserError("Cannot write to " + folder + ": " + failure.getMessage() + ".", failure);
        }
    }

    private void refuseUnverifiable(KnownModel model) {
        List<String> unknown = model.files().stream()
                .filter(file -> file.sha256() == null)
                .map(KnownModelFile::target)
                .toList();
        if (!unknown.isEmpty() && !trustOnFirstUse) {
            throw new UserError("No published SHA-256 is known of " + String.join(", ", unknown) + " of " + model.name()
                    + ", so what a mirror sends cannot be verified; --trust-on-first-use takes it and holds it to that"
                    + " ever after.");
        }
    }

    private static void needSpace(KnownModel model, Path staging) throws IOException {
        long there = 0;
        for (KnownModelFile file : model.files()) {
            Path part = part(staging, file);
            Path done = staging.resolve(file.target());
            there += Files.exists(done) ? Files.size(done) : Files.exists(part) ? Files.size(part) : 0;
        }
        long needed = model.bytes() - there + SPARE_BYTES;
        long free = Files.getFileStore(staging).getUsableSpace();
        if (free < needed) {
            throw new UserError("The disk that holds %s is full: %,d MB are free and %,d MB are needed."
                    .formatted(staging.getParent(), free >> 20, needed >> 20));
        }
    }

    private void bringAll(KnownModel model, Path target, Path staging) throws IOException {
        try (Terminal.Progress progress = terminal.progress(model.name() + " (MB)", Math.max(1, model.bytes() >> 20))) {
            long before = 0;
            for (KnownModelFile file : model.files()) {
                long start = before;
                bring(file, target, staging, done -> progress.at((start + done) >> 20));
                before += file.size();
                progress.at(before >> 20);
            }
        }
    }

    private void bring(KnownModelFile file, Path target, Path staging, LongConsumer progress) throws IOException {
        Path done = staging.resolve(file.target()).normalize();
        if (!done.startsWith(staging)) {
            throw new UserError("The pinned file " + file.target() + " leads out of the model's folder.");
        }
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(done.getParent());
        Path installed = target.resolve(file.target());
        Path part = part(staging, file);
        if (file.sha256() != null
                && Files.isRegularFile(installed)
                && FileDigest.sha256(installed).equals(file.sha256())) {
            Files.copy(installed, part, StandardCopyOption.REPLACE_EXISTING);
        } else {
            source.bring(file, part, progress);
        }
        verify(file, part);
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".etag"));
        Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path part(Path staging, KnownModelFile file) {
        return staging.resolve(file.target() + ".part");
    }

    /** What is not what it should be is deleted: neither another attempt nor anybody else may build on it. */
    private static void verify(KnownModelFile file, Path part) throws IOException {
        long size = Files.size(part);
        if (file.sha256() == null) {
            return;
        }
        String found = FileDigest.sha256(part);
        if (!found.equals(file.sha256())) {
            Files.delete(part);
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".etag"));
            throw new UserError("%s came with SHA-256 %s instead of %s (%,d bytes): it was deleted; try another mirror."
                    .formatted(file.target(), found, file.sha256(), size));
        }
    }

    private static FetchedModel record(KnownModel model, Path staging) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        List<String> trusted = new ArrayList<>();
        for (KnownModelFile file : model.files()) {
            if (file.sha256() == null) {
                trusted.add(file.target());
                sums.put(file.target(), FileDigest.sha256(staging.resolve(file.target())));
            } else {
                sums.put(file.target(), file.sha256());
            }
        }
        return new FetchedModel(model.name(), sums, trusted);
    }

    private static void replace(Path target, Path staging) throws IOException {
        if (!Files.exists(target)) {
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = target.resolveSibling(".old-" + target.getFileName());
        Folders.delete(old);
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(old);
    }

    private static boolean full(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("No space left");
    }
}
