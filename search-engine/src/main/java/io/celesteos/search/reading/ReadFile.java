package io.celesteos.search.reading;

import java.util.List;

/**
 * What a file says.
 *
 * @param title the one inside the file; empty where it has none worth the name
 * @param pages 0 where the format has no pages
 * @param scannedPages pages without text, in order
 * @param notes what was left out, for the person who sent it
 */
public record ReadFile(
        FileFormat format,
        String title,
        int pages,
        List<Integer> scannedPages,
        List<String> notes,
        List<Block> blocks) {

    public ReadFile {
        scannedPages = List.copyOf(scannedPages);
        notes = List.copyOf(notes);
        blocks = List.copyOf(blocks);
    }
}
