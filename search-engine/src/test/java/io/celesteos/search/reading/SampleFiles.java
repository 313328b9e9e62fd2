package io.celesteos.search.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Small files as programs write them. */
public final class SampleFiles {

    private SampleFiles() {}

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writing.to(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Each page: a heading, then its lines; a line with tabs is a row of a table. An empty page has no text. */
    public static byte[] pdf(List<List<String>> pages) {
        return bytes(out -> {
            try (PDDocument pdf = pdfOf(pages)) {
                pdf.save(out);
            }
        });
    }

    public static byte[] encryptedPdf() {
        return bytes(out -> {
            try (PDDocument pdf = pdfOf(List.of(List.of("Secret", "Nobody reads this.")))) {
                pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
                pdf.save(out);
            }
        });
    }

    private static PDDocument pdfOf(List<List<String>> pages) throws IOException {
        PDDocument pdf = new PDDocument();
        PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        for (List<String> lines : pages) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                float y = 740;
                for (int i = 0; i < lines.size(); i++) {
                    float size = i == 0 ? 18 : 10;
                    String[] cells = lines.get(i).split("\t", -1);
                    for (int column = 0; column < cells.length; column++) {
                        content.beginText();
                        content.setFont(font, size);
                        content.newLineAtOffset(60 + 150 * column, y);
                        content.showText(cells[column]);
                        content.endText();
                    }
                    y -= i == 0 ? 30 : 13;
                }
            }
        }
        return pdf;
    }

    /** A heading, a paragraph, a heading below it and a table. */
    public static byte[] docx() {
        return bytes(out -> {
            try (XWPFDocument word = new XWPFDocument()) {
                heading(word, "Sea water system", 0);
                word.createParagraph().createRun().setText("Close the sea chest before opening the strainer.");
                heading(word, "Torque values", 1);
                XWPFTable table = word.createTable(2, 2);
                table.getRow(0).getCell(0).setText("Bolt");
                table.getRow(0).getCell(1).setText("Torque");
                table.getRow(1).getCell(0).setText("M12");
                table.getRow(1).getCell(1).setText("80 Nm");
                word.write(out);
            }
        });
    }

    private static void heading(XWPFDocument word, String text, int outline) {
        var paragraph = word.createParagraph();
        paragraph.getCTP().addNewPPr().addNewOutlineLvl().setVal(java.math.BigInteger.valueOf(outline));
        paragraph.createRun().setText(text);
    }

    /** A sheet with a header, {@code rows} rows, a number, a date and a percentage; and a hidden sheet. */
    public static byte[] xlsx(int rows) {
        return bytes(out -> {
            try (XSSFWorkbook book = new XSSFWorkbook()) {
                var sheet = book.createSheet("Spares");
                CellStyle day = book.createCellStyle();
                day.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
                CellStyle share = book.createCellStyle();
                share.setDataFormat(book.createDataFormat().getFormat("0%"));
                var header = sheet.createRow(0);
                List<String> names = List.of("Part", "Quantity", "Checked", "Stock");
                for (int i = 0; i < names.size(); i++) {
                    header.createCell(i).setCellValue(names.get(i));
                }
                for (int i = 1; i <= rows; i++) {
                    var row = sheet.createRow(i);
                    row.createCell(0).setCellValue("Impeller " + i);
                    row.createCell(1).setCellValue(2.5);
                    row.createCell(2).setCellValue(java.time.LocalDate.of(2024, 3, 1));
                    row.getCell(2).setCellStyle(day);
                    row.createCell(3).setCellValue(0.25);
                    row.getCell(3).setCellStyle(share);
                }
                book.createSheet("Wages").createRow(0).createCell(0).setCellValue("hidden words");
                book.setSheetHidden(1, true);
                book.write(out);
            }
        });
    }

    /** As a Word file with that document part. */
    public static byte[] docxOf(String documentXml) {
        return zip(Map.of("word/document.xml", documentXml.getBytes(StandardCharsets.UTF_8)));
    }

    /** A document part of {@code megabytes} of blanks, which packs into next to nothing. */
    public static byte[] bomb(int megabytes) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("word/document.xml"));
                zip.write("<document><body><p><r><t>".getBytes(StandardCharsets.UTF_8));
                byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < megabytes; i++) {
                    zip.write(blanks);
                }
                zip.write("</t></r></p></body></document>".getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (var each : new LinkedHashMap<>(entries).entrySet()) {
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(each.getValue());
                }
            }
        });
    }

    /** With a text, its HTML twin, and an attached table. */
    public static byte[] eml() {
        return """
                From: Chief Engineer <chief@yacht.example>
                To: Office <office@yacht.example>
                Subject: Watermaker membranes
                Date: Fri, 1 Mar 2024 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner
                Content-Type: text/plain; charset=utf-8

                The membranes were flushed with fresh water.

                --inner
                Content-Type: text/html; charset=utf-8

                <p>The membranes were flushed with <b>fresh</b> water.</p>
                --inner--
                --outer
                Content-Type: application/octet-stream; name=readings.csv
                Content-Disposition: attachment; filename=readings.csv

                Day,Bar,ppm
                Monday,55,310
                Tuesday,56,305
                --outer
                Content-Type: image/png; name=photo.png
                Content-Disposition: attachment; filename=photo.png
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAANSUhEUg==
                --outer--
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
