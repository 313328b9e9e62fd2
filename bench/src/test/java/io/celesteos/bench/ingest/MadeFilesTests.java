package io.celesteos.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeFilesTests {

    private static final Path DEMO = Path.of("../demo");

    @TempDir
    private Path folder;

    private MadeFiles made(String name, long seed) throws IOException {
        return new MadeFiles(folder.resolve(name), MadeTexts.of(DEMO, new Random(seed)));
    }

    @Test
    void smallFilesAreHalfMarkdownAndNoneComesTwice() throws IOException {
        Part part = made("a", 1).folder(40, 100);

        assertThat(part.files())
                .hasSize(40)
                .filteredOn(file -> file.toString().endsWith(".md"))
                .hasSize(20);
        assertThat(part.files())
                .extracting(MadeFilesTests::read)
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text.split("\\s+")).hasSizeBetween(45, 320));
    }

    @Test
    void theSameSeedMakesTheSameFiles() throws IOException {
        assertThat(made("a", 7).documents(2).files().stream().map(MadeFilesTests::read))
                .containsExactlyElementsOf(made("b", 7).documents(2).files().stream()
                        .map(MadeFilesTests::read)
                        .toList());
    }

    @Test
    void thePdfHasItsPagesWithTextOnEach() throws IOException {
        Part part = made("a", 1).pdf(6);

        assertThat(part.pages()).isEqualTo(6);
        try (PDDocument pdf = Loader.loadPDF(part.files().getFirst().toFile())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(6);
            PDFTextStripper text = new PDFTextStripper();
            for (int page = 1; page <= 6; page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                assertThat(text.getText(pdf).split("\\s+")).hasSizeBetween(240, 340);
            }
        }
    }

    @Test
    void aFolderWithoutTextIsNamed() {
        assertThatThrownBy(() -> MadeTexts.of(folder, new Random(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--demo");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
