package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** What a file is, by its content. The name is asked only between kinds of text. */
final class FormatDetector {

    private static final int HEAD = 8_192;
    private static final Pattern HTML =
            Pattern.compile("(?is)\\A\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<(!doctype\\s+html|html|head|body)\\b.*");
    private static final Pattern MAIL_HEADER = Pattern.compile(
            "(?im)^(Received|From|To|Subject|Date|MIME-Version|Return-Path|Message-ID|Delivered-To|Content-Type):[ \\t]");
    private static final Pattern FIRST_HEADER = Pattern.compile("(?s)\\A[A-Za-z][A-Za-z0-9-]*:[ \\t].*");

    /** What is often sent and cannot be read, by its first bytes in ISO 8859-1. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("\u0089PNG", "a PNG picture"),
            Map.entry("\u00ff\u00d8\u00ff", "a JPEG picture"),
            Map.entry("GIF8", "a GIF picture"),
            Map.entry("II*\0", "a TIFF picture"),
            Map.entry("MM\0*", "a TIFF picture"),
            Map.entry("RIFF", "sound, video or a picture"),
            Map.entry("{\\rtf", "RTF: save it as .docx or PDF"),
            Map.entry("\u001f\u008b", "a gzip archive: unpack it first"),
            Map.entry("Rar!", "a RAR archive: unpack it first"),
            Map.entry("7z\u00bc\u00af", "a 7z archive: unpack it first"),
            Map.entry("MZ", "a program"),
            Map.entry("\u007fELF", "a program"));

    private FormatDetector() {}

    /** @throws UnreadableFileException saying what it is instead */
    static FileFormat detect(Path file, String name) throws IOException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = bytes.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw new UnreadableFileException(Reason.EMPTY, "is empty");
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.substring(0, Math.min(1_024, start.length())).contains("%PDF-")) {
            return FileFormat.PDF;
        }
        if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
            return inArchive(file);
        }
        if (start.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            throw oldOffice(file);
        }
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            if (start.startsWith(known.getKey())) {
                throw unsupported("is " + known.getValue());
            }
        }
        if (binary(head, start)) {
            throw unsupported("is none of PDF, DOCX, XLSX, CSV, HTML, Markdown, plain text and EML");
        }
        return text(file, name);
    }

    private static boolean binary(byte[] head, String start) {
        if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
            return false;
        }
        int control = 0;
        for (byte each : head) {
            if (each == 0) {
                return true;
            }
            if (each >= 0 && each < 32 && each != '\t' && each != '\n' && each != '\r' && each != '\f' && each != 27) {
                control++;
            }
        }
        return control > head.length / 50;
    }

    private static FileFormat text(Path file, String name) throws IOException {
        String start = TextReader.start(file, HEAD);
        if (HTML.matcher(start).matches()) {
            return FileFormat.HTML;
        }
        String headers = start.split("\\r?\\n\\r?\\n", 2)[0];
        if (FIRST_HEADER.matcher(start).matches()
                && MAIL_HEADER
                                .matcher(headers)
                                .results()
                                .map(each -> each.group(1).toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        >= 3) {
            return FileFormat.EML;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean named = lower.endsWith(".csv") || lower.endsWith(".tsv");
        return CsvReader.looksLikeIt(start, named) ? FileFormat.CSV : FileFormat.TEXT;
    }

    private static FileFormat inArchive(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("word/document.xml") != null) {
                return FileFormat.DOCX;
            }
            if (zip.getEntry("xl/workbook.xml") != null) {
                return FileFormat.XLSX;
            }
            for (Map.Entry<String, String> each : List.of(
                    Map.entry("ppt/presentation.xml", "a PowerPoint file: save it as PDF"),
                    Map.entry("xl/workbook.bin", "a binary workbook: save it as .xlsx"),
                    Map.entry("content.xml", "an OpenDocument file: save it as .docx, .xlsx or PDF"),
                    Map.entry("META-INF/container.xml", "an EPUB book: save it as PDF or HTML"))) {
                if (zip.getEntry(each.getKey()) != null) {
                    throw unsupported("is " + each.getValue());
                }
            }
        } catch (UnreadableFileException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw new UnreadableFileException(Reason.DAMAGED, "is an archive that is damaged or cut short", damaged);
        }
        throw unsupported("is a zip archive: unpack it and send the files");
    }

    private static UnreadableFileException oldOffice(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            // Its directory names the stream in UTF-16; it lies near either end of such small containers.
            String all = new String(bytes.readNBytes(4 << 20), StandardCharsets.ISO_8859_1);
            if (all.contains(spread("EncryptedPackage"))) {
                return new UnreadableFileException(
                        Reason.ENCRYPTED, "is encrypted: save it without a password and send it again");
            }
            if (all.contains(spread("__substg1.0_"))) {
                return unsupported("is an Outlook message: save it as .eml");
            }
        }
        return unsupported("is of an Office before 2007: save it as .docx or .xlsx");
    }

    private static String spread(String ascii) {
        return new String(ascii.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    private static UnreadableFileException unsupported(String words) {
        return new UnreadableFileException(Reason.UNSUPPORTED, words);
    }
}
