package io.celesteos.search.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.search.reading.Block.Kind;
import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileReaderTests {

    @TempDir
    Path folder;

    private final List<Block> blocks = new ArrayList<>();

    private ReadFile read(String name, byte[] bytes, ReadLimits limits) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        return new FileReader().read(file, name, limits, blocks::add);
    }

    private ReadFile read(String name, byte[] bytes) throws IOException {
        return read(name, bytes, ReadLimits.USUAL);
    }

    private ReadFile read(String name, String text) throws IOException {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private UnreadableFileException refusal(byte[] bytes, ReadLimits limits) {
        return catchThrowableOfType(UnreadableFileException.class, () -> read("file.pdf", bytes, limits));
    }

    private List<String> texts(Kind kind) {
        return blocks.stream()
                .filter(each -> each.kind() == kind)
                .map(Block::text)
                .toList();
    }

    @Test
    void aPdfKeepsItsPagesHeadingsAndTables() throws IOException {
        ReadFile read = read(
                "manual.pdf",
                SampleFiles.pdf(List.of(
                        List.of("Fuel system", "Drain the separator bowl each day and", "after every bunkering."),
                        List.of(),
                        List.of(
                                "Filter limits",
                                "Change the elements at these values and note the hours in the log.",
                                "Filter\tClean\tDirty",
                                "Primary\t0.1 bar\t0.5 bar",
                                "Secondary\t0.2 bar\t0.7 bar"))));

        assertThat(read.format()).isEqualTo(FileFormat.PDF);
        assertThat(read.pages()).isEqualTo(3);
        assertThat(read.scannedPages()).containsExactly(2);
        assertThat(blocks)
                .contains(
                        new Block(Kind.HEADING, 1, 1, "Fuel system"),
                        new Block(Kind.PARAGRAPH, 0, 1, "Drain the separator bowl each day and after every bunkering."),
                        new Block(Kind.TABLE_HEADER, 0, 3, "| Filter | Clean | Dirty |"),
                        new Block(Kind.TABLE_ROW, 0, 3, "| Secondary | 0.2 bar | 0.7 bar |"));
    }

    @Test
    void aPdfWithoutAnyTextIsCalledScanned() {
        assertThat(refusal(SampleFiles.pdf(List.of(List.of(), List.of())), ReadLimits.USUAL)
                        .reason())
                .isEqualTo(Reason.SCANNED);
    }

    @Test
    void linesThatEachPageRepeatsAreLeftOut() throws IOException {
        List<List<String>> pages = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            pages.add(List.of("Chapter " + i, "Words of page number " + i + " only.", "More of them.", "Page " + i));
        }

        read("manual.pdf", SampleFiles.pdf(pages));

        assertThat(blocks).extracting(Block::text).noneMatch(text -> text.contains("Page 3"));
        assertThat(blocks).extracting(Block::text).anyMatch(text -> text.contains("page number 3"));
    }

    @Test
    void aWordFileKeepsHeadingsAndTables() throws IOException {
        assertThat(read("any.name", SampleFiles.docx()).format()).isEqualTo(FileFormat.DOCX);

        assertThat(blocks)
                .containsExactly(
                        new Block(Kind.HEADING, 1, 0, "Sea water system"),
                        new Block(Kind.PARAGRAPH, 0, 0, "Close the sea chest before opening the strainer."),
                        new Block(Kind.HEADING, 2, 0, "Torque values"),
                        new Block(Kind.TABLE_HEADER, 0, 0, "| Bolt | Torque |"),
                        new Block(Kind.TABLE_ROW, 0, 0, "| M12 | 80 Nm |"));
    }

    @Test
    void aWorkbookIsReadAsItIsShown() throws IOException {
        ReadFile read = read("spares.pdf", SampleFiles.xlsx(2));

        assertThat(read.format()).isEqualTo(FileFormat.XLSX);
        assertThat(read.notes()).containsExactly("hidden sheets were not read");
        assertThat(blocks)
                .containsExactly(
                        new Block(Kind.HEADING, 1, 0, "Spares"),
                        new Block(Kind.TABLE_HEADER, 0, 0, "| Part | Quantity | Checked | Stock |"),
                        new Block(Kind.TABLE_ROW, 0, 0, "| Impeller 1 | 2.5 | 2024-03-01 | 25 % |"),
                        new Block(Kind.TABLE_ROW, 0, 0, "| Impeller 2 | 2.5 | 2024-03-01 | 25 % |"));
    }

    @ParameterizedTest
    @CsvSource({"',',UTF-8", "';',windows-1252", "'\t',UTF-16"})
    void tablesAsTextAreReadWhateverSeparatesThem(String delimiter, String charset) throws IOException {
        String text = "Teil|Größe\nDüse|\"5|6\"\n".replace("|", delimiter);

        assertThat(read("teile.csv", text.getBytes(Charset.forName(charset))).format())
                .isEqualTo(FileFormat.CSV);

        assertThat(texts(Kind.TABLE_HEADER)).containsExactly("| Teil | Größe |");
        assertThat(texts(Kind.TABLE_ROW)).hasSize(1).first().asString().startsWith("| Düse | 5");
    }

    @Test
    void aPageIsReadAsABrowserShowsIt() throws IOException {
        ReadFile read = read("page.txt", """
                <!DOCTYPE html><html><head><title>Bow thruster</title><style>p {}</style></head><body>
                <nav>Home</nav><h1>Bow thruster</h1><p>Grease <b>weekly</b>.</p><script>alert(1)</script>
                <ul><li>four strokes</li></ul>
                <table><tr><th>Point</th><th>Grease</th></tr><tr><td>Leg</td><td>EP2</td></tr></table>
                </body></html>""");

        assertThat(read.format()).isEqualTo(FileFormat.HTML);
        assertThat(read.title()).isEqualTo("Bow thruster");
        assertThat(blocks)
                .extracting(Block::text)
                .containsExactly(
                        "Bow thruster", "Grease weekly.", "- four strokes", "| Point | Grease |", "| Leg | EP2 |");
    }

    @Test
    void aMessageIsReadWithItsTextOnceAndItsAttachments() throws IOException {
        ReadFile read = read("mail.eml", SampleFiles.eml());

        assertThat(read.format()).isEqualTo(FileFormat.EML);
        assertThat(read.title()).isEqualTo("Watermaker membranes");
        assertThat(texts(Kind.PARAGRAPH))
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("The membranes were flushed with fresh water.");
        assertThat(texts(Kind.TABLE_ROW)).contains("| Tuesday | 56 | 305 |");
        assertThat(read.notes()).containsExactly("attachment photo.png was not read: it is a PNG picture");
    }

    @Test
    void whatFollowsAnAttachmentIsNotOnItsLastPage() throws IOException {
        String pdf = Base64.getMimeEncoder()
                .encodeToString(SampleFiles.pdf(List.of(List.of("Bilge", "One."), List.of("Fuel", "Two words."))));
        read("mail.eml", """
                From: a@yacht.example
                Subject: Papers
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: application/pdf; name=a.pdf
                Content-Transfer-Encoding: base64

                %s
                --outer
                Content-Type: text/csv; name=b.csv

                Day,Bar
                Monday,55
                --outer--
                """.formatted(pdf).replaceAll("\\R", "\r\n"));

        assertThat(blocks).contains(new Block(Kind.HEADING, 1, 2, "Fuel"));
        assertThat(blocks)
                .contains(
                        new Block(Kind.HEADING, 2, 0, "Attachment: b.csv"),
                        new Block(Kind.TABLE_ROW, 0, 0, "| Monday | 55 |"));
    }

    @Test
    void markdownIsLeftAsItIs() throws IOException {
        String text = "# Title\n\nWords, with a comma.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";

        assertThat(read("notes.pdf", text).format()).isEqualTo(FileFormat.TEXT);
        assertThat(texts(Kind.SOURCE)).containsExactly(text);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        ReadLimits usual = ReadLimits.USUAL;

        assertThat(refusal(new byte[0], usual).reason()).isEqualTo(Reason.EMPTY);
        assertThat(refusal("  \n ".getBytes(StandardCharsets.UTF_8), usual).reason())
                .isEqualTo(Reason.NO_TEXT);
        assertThat(refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1}, usual)).hasMessageContaining("PNG");
        assertThat(refusal(new byte[300], usual).reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refusal(SampleFiles.zip(Map.of("a.txt", new byte[3])), usual))
                .hasMessageContaining("zip archive");
        assertThat(refusal(SampleFiles.encryptedPdf(), usual).reason()).isEqualTo(Reason.ENCRYPTED);
        assertThat(refusal("%PDF-1.7\nnothing else".getBytes(StandardCharsets.UTF_8), usual)
                        .reason())
                .isEqualTo(Reason.DAMAGED);
        byte[] word = SampleFiles.docx();
        assertThat(refusal(Arrays.copyOf(word, word.length / 2), usual).reason())
                .isEqualTo(Reason.DAMAGED);
    }

    @Test
    void anArchiveThatUnpacksWithoutEndIsGivenUp() {
        ReadLimits tight = new ReadLimits(1_000_000, 10, 10, 8 << 20, 64);

        assertThat(refusal(SampleFiles.bomb(20), tight).reason()).isEqualTo(Reason.UNSAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p><t>%s</t></p>",
                "<p><t>a</t>%s<t>b</t></p>",
                "<tbl><tr><tc><p><t>%s</t></p></tc></tr></tbl>",
                "<tbl><tr>%s</tr></tbl>"
            })
    void oneTextIsGivenUpBeforeItIsHeldWhole(String body) {
        ReadLimits tight = new ReadLimits(1_000, 10, 10, 8 << 20, 64);
        String many = body.contains("<t>%s") ? " ".repeat(2_000) : body.contains("<tr>%s") ? "<tc/>" : "<br/>";

        assertThat(refusal(
                        SampleFiles.docxOf("<document>" + body.formatted(many.length() > 9 ? many : many.repeat(2_000))
                                + "</document>"),
                        tight))
                .hasMessageContaining("one text of more than 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"})
    void aCellIsGivenUpBeforeItIsHeldWhole(String part) {
        ReadLimits tight = new ReadLimits(1_000, 10, 10, 8 << 20, 64);
        Map<String, String> parts = new HashMap<>();
        parts.put("xl/workbook.xml", "<workbook><sheets><sheet name='S' id='r1'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<r><r Id='r1' Target='worksheets/sheet1.xml'/></r>");
        parts.put("xl/worksheets/sheet1.xml", "<sheetData/>");
        parts.put(part, "<x><row><c><t>" + " ".repeat(2_000) + "</t></c></row></x>");
        Map<String, byte[]> bytes = new HashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal(SampleFiles.zip(bytes), tight))
                .hasMessageContaining("one text of more than 1000 characters");
    }

    @Test
    void entitiesAreNotResolved() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the key");
        byte[] file = SampleFiles.docxOf("<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<document><body><p><r><t>See &x; here</t></r></p></body></document>");

        assertThat(refusal(file, ReadLimits.USUAL).reason()).isEqualTo(Reason.UNSAFE);
        assertThat(blocks).extracting(Block::text).noneMatch(text -> text.contains("the key"));
    }

    @Test
    void nestingIsBounded() throws IOException {
        String deep = "<document>" + "<tbl>".repeat(5_000) + "</tbl>".repeat(5_000) + "</document>";
        assertThat(refusal(SampleFiles.docxOf(deep), ReadLimits.USUAL).reason()).isEqualTo(Reason.UNSAFE);

        read("deep.html", "<html><body>" + "<div>".repeat(20_000) + "deep words");
        assertThat(texts(Kind.PARAGRAPH)).containsExactly("deep words");
    }

    @Test
    void pagesPartsAndCharactersAreBounded() {
        ReadLimits tight = new ReadLimits(1_000, 1, 2, 1 << 20, 64);

        assertThat(refusal(SampleFiles.pdf(List.of(List.of("a"), List.of("b"))), tight))
                .hasMessageContaining("2 pages");
        assertThat(refusal(SampleFiles.xlsx(1), tight)).hasMessageContaining("parts");
        assertThat(refusal("word ".repeat(300).getBytes(StandardCharsets.UTF_8), tight)
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoDamageOfTheFile() throws IOException {
        Path file = Files.write(folder.resolve("file"), SampleFiles.docx());
        IOException full = new IOException("no room");

        assertThatThrownBy(() -> new FileReader().read(file, "a", ReadLimits.USUAL, block -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void shortParagraphsDoNotMakeBlocksWithoutEnd() {
        ReadLimits tight = new ReadLimits(6_400, 1, 10, 1 << 20, 64);
        String hundred = "<p><t>a</t></p>".repeat(100);

        assertThat(refusal(SampleFiles.docxOf("<document><body>" + hundred + "</body></document>"), tight))
                .isNull();
        assertThat(refusal(
                        SampleFiles.docxOf("<document><body>" + hundred + "<p><t>a</t></p></body></document>"), tight))
                .hasMessageContaining("more than 100 paragraphs");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\boat\\manual.pdf, manual.pdf",
        "'a\u0000b\n.pdf', ab.pdf",
        "'\u202Efdp.exe', fdp.exe",
        "⚓ log 👩‍🔧.pdf, ⚓ log 👩‍🔧.pdf",
        ".., unnamed",
        "'', unnamed"
    })
    void namesAreShownAndNeverPaths(String sent, String shown) {
        assertThat(FileNames.shown(sent)).isEqualTo(shown);
    }
}
