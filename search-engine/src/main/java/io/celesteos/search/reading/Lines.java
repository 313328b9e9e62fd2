package io.celesteos.search.reading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How the reading process and its owner write to each other. */
final class Lines {

    private static final int END = -1;

    private Lines() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static void write(DataOutputStream out, Block block) throws IOException {
        out.writeByte(block.kind().ordinal());
        out.writeByte(block.level());
        out.writeInt(block.page());
        text(out, block.text());
    }

    static void writeEnd(DataOutputStream out, ReadFile about) throws IOException {
        out.writeByte(END);
        out.writeByte(about.format().ordinal());
        text(out, about.title());
        out.writeInt(about.pages());
        out.writeInt(about.scannedPages().size());
        for (int page : about.scannedPages()) {
            out.writeInt(page);
        }
        out.writeInt(about.notes().size());
        for (String note : about.notes()) {
            text(out, note);
        }
    }

    static ReadFile read(DataInputStream in) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (int kind = in.readByte(); kind != END; kind = in.readByte()) {
            blocks.add(new Block(Block.Kind.values()[kind], in.readByte(), in.readInt(), text(in)));
        }
        FileFormat format = FileFormat.values()[in.readByte()];
        String title = text(in);
        int pages = in.readInt();
        List<Integer> scanned = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            scanned.add(in.readInt());
        }
        List<String> notes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            notes.add(text(in));
        }
        return new ReadFile(format, title, pages, scanned, notes, blocks);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
