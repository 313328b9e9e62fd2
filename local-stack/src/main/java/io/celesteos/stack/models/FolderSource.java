package io.celesteos.stack.models;

import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A mirror that is a folder. */
final class FolderSource implements FetchSource {

    private final ModelMirror mirror;

    FolderSource(ModelMirror mirror) {
        this.mirror = mirror;
    }

    @Override
    public void bring(KnownModelFile file, Path part, LongConsumer progress) throws IOException {
        Path source = mirror.path(file)
                .orElseThrow(() -> new UserError(mirror.shown() + " has no " + file.repository() + "/resolve/"
                        + file.revision() + "/" + file.path() + "."));
        if (Files.size(source) != file.size()) {
            throw new UserError("%s has %d bytes and should have %d: it is not the pinned file."
                    .formatted(source, Files.size(source), file.size()));
        }
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 18];
            long done = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                progress.accept(done);
            }
        }
    }
}
