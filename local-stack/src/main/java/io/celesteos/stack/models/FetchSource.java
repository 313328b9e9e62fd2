package io.celesteos.stack.models;

import io.celesteos.contracts.embedding.KnownModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Brings one file. */
interface FetchSource {

    /**
     * Writes the file to {@code part}, going on where an earlier attempt has stopped. Its content is not checked
     * beyond its size.
     *
     * @param progress told how many bytes of the file are there
     * @throws io.celesteos.stack.terminal.UserError when the mirror cannot or does not give it
     * @throws IOException when the disk cannot take it
     */
    void bring(KnownModelFile file, Path part, LongConsumer progress) throws IOException;
}
