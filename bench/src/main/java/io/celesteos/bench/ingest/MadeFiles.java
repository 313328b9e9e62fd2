package io.celesteos.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Writes the files of one round below a folder, those of each part before it is sent. */
record MadeFiles(Path folder, MadeTexts texts) {

    private static final int WORDS_A_DOCUMENT = 1_500;
    private static final int WORDS_A_PAGE = 250;
    private static final int CHARACTERS_A_LINE = 95;
    private static final float MARGIN = 60;

    /** Half Markdown, half plain text, three pages each. */
    Part documents(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(write("document", i, WORDS_A_DOCUMENT));
        }
        return new Part("documents", files, 0);
    }

    /** Half Markdown, half plain text. */
    Part folder(int count, int words) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(write("note", i, texts.about(words)));
        }
        return new Part("folder of small files", files, 0);
    }

    private Path write(String name, int number, int words) throws IOException {
        boolean markdown = number % 2 == 0;
        // As folders are, and not ten thousand names in one.
        Path below = Files.createDirectories(folder.resolve(name + "s").resolve(Integer.toString(number / 500)));
        Path file = below.resolve(name + "-" + number + (markdown ? ".md" : ".txt"));
        return Files.writeString(file, markdown ? texts.markdown(number, words) : texts.plain(words));
    }

    /** One file: a heading every fourth page, paragraphs in lines as a printer would set them. */
    Part pdf(int pages) throws IOException {
        Path file = Files.createDirectories(folder).resolve("manual.pdf");
        PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        try (PDDocument pdf = new PDDocument()) {
            for (int number = 1; number <= pages; number++) {
                PDPage page = new PDPage(PDRectangle.A4);
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    float y = page.getMediaBox().getHeight() - MARGIN;
                    if (number % 4 == 1) {
                        y = line(content, font, 16, y, texts.heading(number)) - 8;
                    }
                    for (String each : lines(ascii(texts.prose(WORDS_A_PAGE)))) {
                        y = line(content, font, 10, y, each);
                    }
                }
            }
            pdf.save(file.toFile());
        }
        return new Part("PDF", List.of(file), pages);
    }

    private static float line(PDPageContentStream content, PDType1Font font, float size, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(MARGIN, y);
        content.showText(ascii(text));
        content.endText();
        return y - size * 1.3f;
    }

    /** The standard fonts have no other characters. */
    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "-");
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > CHARACTERS_A_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
