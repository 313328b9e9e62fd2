package io.celesteos.search.reading;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one format. */
interface FormatReader {

    /**
     * @param depth how many files this one lies in
     * @throws UnreadableFileException when the file itself is the reason; other exceptions mean it is damaged
     */
    void read(Path file, BlockSink sink, int depth) throws IOException;
}
