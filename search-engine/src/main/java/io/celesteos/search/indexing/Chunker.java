package io.celesteos.search.indexing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Documents to chunks by their structure: a section is a chunk. Only where one is far longer than a passage
 * should be is it cut, and one too short to say anything joins the next one under the same heading. Thread-safe.
 */
@Component
public final class Chunker {

    private final int target;
    private final int whole;
    private final int tiny;
    private final PassageSplitter splitter;

    public Chunker(ChunkingProperties properties) {
        this.target = properties.targetWords();
        // Cutting a section for a dozen words would leave two poor passages.
        this.whole = target + target / 8;
        this.tiny = properties.tinyWords();
        this.splitter = new PassageSplitter(target, properties.overlapWords());
    }

    /** In the order of the text; empty when the text says nothing. */
    public List<Chunk> chunk(String title, String text) {
        List<Chunk> chunks = new ArrayList<>();
        for (Block block : joined(MarkdownSections.of(title, text))) {
            if (block.words() <= whole && block.text().length() <= target * 15) {
                chunks.add(new Chunk(chunks.size(), block.path(), block.text()));
                continue;
            }
            List<String> pieces = splitter.split(block.body());
            for (int i = 0; i < pieces.size(); i++) {
                String piece = pieces.get(i);
                String content = block.heading().isEmpty() ? piece : block.heading() + "\n" + piece;
                chunks.add(new Chunk(chunks.size(), block.path(), content));
            }
        }
        return chunks;
    }

    private List<Block> joined(List<Section> sections) {
        List<Block> blocks = new ArrayList<>();
        Block tinyOne = null;
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (section.body().isEmpty() && i + 1 < sections.size() && section.contains(sections.get(i + 1))) {
                // Its heading is in the path of every section under it.
                continue;
            }
            Block block = Block.of(section);
            if (tinyOne != null) {
                if (tinyOne.leadsInto(section) && tinyOne.words() + block.words() <= whole) {
                    block = tinyOne.followedBy(block);
                } else {
                    addTiny(tinyOne, blocks);
                }
                tinyOne = null;
            }
            if (block.words() < tiny) {
                tinyOne = block;
            } else {
                blocks.add(block);
            }
        }
        if (tinyOne != null) {
            addTiny(tinyOne, blocks);
        }
        return blocks;
    }

    /** Nothing follows that it could join: it joins what went before, under the same heading. */
    private void addTiny(Block tinyOne, List<Block> blocks) {
        Block last = blocks.isEmpty() ? null : blocks.getLast();
        if (last != null && last.parents().equals(tinyOne.parents()) && last.words() + tinyOne.words() <= whole) {
            blocks.set(blocks.size() - 1, last.followedBy(tinyOne));
        } else {
            blocks.add(tinyOne);
        }
    }

    /** One section, or several that were joined; {@code path} is the longest one's. */
    private record Block(List<String> parents, String path, String heading, String body, String text, int words) {

        static Block of(Section section) {
            return new Block(
                    section.parents(),
                    section.path(),
                    section.heading(),
                    section.body(),
                    section.text(),
                    PassageSplitter.words(section.body()));
        }

        /** Whether the section is the next under the same heading, or the first under this one's own. */
        boolean leadsInto(Section next) {
            List<String> own = new ArrayList<>(parents);
            if (!heading.isEmpty()) {
                own.add(heading);
            }
            return next.parents().equals(parents) || next.parents().equals(own);
        }

        Block followedBy(Block next) {
            String together = text + "\n\n" + next.text();
            String longest = words > next.words() ? path : next.path();
            return new Block(next.parents(), longest, "", together, together, words + next.words());
        }
    }
}
