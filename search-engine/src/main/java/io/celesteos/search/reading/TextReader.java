package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Markdown and plain text as they are; the chunker knows their headings. */
final class TextReader implements FormatReader {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int PIECE = 1 << 16;

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        if (Files.size(file) > 4L * sink.limits().characters()) {
            throw new UnreadableFileException(
                    Reason.TOO_LARGE,
                    "holds more than " + sink.limits().characters() + " characters of text; split it");
        }
        StringBuilder text = new StringBuilder();
        try (Reader reader = open(file)) {
            char[] piece = new char[PIECE];
            for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
                text.append(piece, 0, count);
            }
        }
        sink.source(text.toString());
    }

    /** UTF-8 or UTF-16 where the bytes say so, else the Windows code page that old exports are in. */
    static Reader open(Path file) throws IOException {
        Charset charset = charset(file);
        InputStream bytes = Files.newInputStream(file);
        Reader reader = new InputStreamReader(bytes, charset);
        if (charset.equals(StandardCharsets.UTF_8)) {
            // Java's UTF-8 keeps the byte order mark as a character.
            reader = new java.io.BufferedReader(reader);
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
        }
        return reader;
    }

    static String start(Path file, int characters) throws IOException {
        try (Reader reader = open(file)) {
            char[] start = new char[characters];
            int filled = 0;
            for (int count = reader.read(start); count > 0; count = reader.read(start, filled, characters - filled)) {
                filled += count;
            }
            return new String(start, 0, filled);
        }
    }

    private static Charset charset(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] first = bytes.readNBytes(2);
            if (first.length == 2 && ((first[0] == -1 && first[1] == -2) || (first[0] == -2 && first[1] == -1))) {
                return StandardCharsets.UTF_16;
            }
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : WESTERN;
    }

    private static boolean isUtf8(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(PIECE);
        CharBuffer characters = CharBuffer.allocate(PIECE);
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                bytes.position(bytes.position() + Math.max(0, count)).flip();
                CoderResult result = decoder.decode(bytes, characters.clear(), count < 0);
                if (result.isError()) {
                    return false;
                }
                bytes.compact();
                if (count < 0) {
                    return true;
                }
            }
        }
    }
}
