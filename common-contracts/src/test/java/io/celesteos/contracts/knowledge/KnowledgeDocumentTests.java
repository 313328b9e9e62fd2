package io.celesteos.contracts.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.knowledge.KnowledgeDocument.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeDocumentTests {

    private static final KnowledgeLimits LIMITS = new KnowledgeLimits(10, 10_000, 100_000, 3, 10);

    @TempDir
    Path temp;

    @Test
    void theFrontMatterSaysWhatItIs() throws Exception {
        KnowledgeDocument document = read("fuel/filters.md", """
                ---
                title: "Filters: what blocks them"
                source: 'ISO 8217'
                topic: Fuel
                tags: [a, b]
                ---
                # Something else
                Text.
                """);

        assertThat(document.title()).isEqualTo("Filters: what blocks them");
        assertThat(document.source()).isEqualTo("ISO 8217");
        assertThat(document.topic()).isEqualTo("Fuel");
        assertThat(document.text()).isEqualTo("# Something else\nText.\n");
    }

    @Test
    void withoutItHeadingFolderAndNameDo() throws Exception {
        KnowledgeDocument document = read("fuel-system/tank_filters.md", "\uFEFF# Tank filters #\r\nText.\rMore.");

        assertThat(document.title()).isEqualTo("Tank filters");
        assertThat(document.source()).isEqualTo("tank_filters.md");
        assertThat(document.topic()).isEqualTo("fuel system");
        assertThat(document.text()).isEqualTo("# Tank filters #\nText.\nMore.");
        assertThat(read("tank_filters.md", "Text").title()).isEqualTo("tank filters");
        assertThat(read("tank_filters.md", "Text").topic()).isEqualTo("tank filters");
    }

    @Test
    void aHeadThatIsNotClosedIsText() throws Exception {
        assertThat(read("a.md", "---\ntitle: x\nText").text()).startsWith("---");
        assertThat(read("a.md", "---\ntitle: x\n" + "key: value\n".repeat(60) + "---\nText")
                        .title())
                .isEqualTo("a");
        assertThat(read("a.md", "--- \nTITLE: x\ntitle: y\nbroken\n: z\nempty:\n---\nText")
                        .title())
                .isEqualTo("x");
        assertThat(read("a.md", "---\ntitle: " + "x".repeat(500) + "\n---\nText")
                        .title())
                .hasSize(200);
    }

    @Test
    void controlCharactersAreNoText() throws Exception {
        assertThat(read("a.md", "bell\u0007 and\ttab").text()).isEqualTo("bell  and\ttab");
    }

    @Test
    void whatCannotBeSearchedIsRefusedWithItsReason() throws Exception {
        assertThat(refusal("".getBytes(StandardCharsets.UTF_8))).isEqualTo("is empty");
        assertThat(refusal(" \n\t".getBytes(StandardCharsets.UTF_8))).isEqualTo("holds no text");
        assertThat(refusal("---\ntitle: x\n---\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("holds no text");
        assertThat(refusal("# 😀\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("holds no text");
        assertThat(refusal("caf\u00E9".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("is not UTF-8");
        assertThat(refusal("text".getBytes(StandardCharsets.UTF_16))).startsWith("is binary");
        assertThat(refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1})).startsWith("is binary");
        assertThat(refusal("x".repeat(10_001).getBytes(StandardCharsets.UTF_8))).startsWith("is too large");
    }

    @Test
    void aFileThatBecameALinkIsNotOpened() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), "secret text");
        Path link = Files.createSymbolicLink(temp.resolve("a.md"), secret);

        assertThat(refused(new FoundFile(temp, link, 5, "", Instant.EPOCH))).isEqualTo("cannot be read");
        assertThat(refused(new FoundFile(temp, temp.resolve("gone.md"), 5, "", Instant.EPOCH)))
                .isEqualTo("has just gone");
    }

    @Test
    void aFolderThatBecameALinkIsNotGoneThrough() throws Exception {
        Path others = Files.createDirectories(temp.resolve("b/inside"));
        Files.writeString(others.resolve("a.md"), "secret text");
        Files.createDirectories(temp.resolve("a"));
        Files.createSymbolicLink(temp.resolve("a/inside"), others);

        assertThat(refused(new FoundFile(temp, temp.resolve("a/inside/a.md"), 5, "", Instant.EPOCH)))
                .isEqualTo("cannot be read");
        assertThat(KnowledgeDocument.read(
                                new FoundFile(temp, others.resolve("a.md"), 5, "", Instant.EPOCH), "a.md", LIMITS)
                        .text())
                .isEqualTo("secret text");
    }

    @Test
    void theSameBytesHaveTheSameHash() throws Exception {
        assertThat(read("a.md", "text").sha256()).isEqualTo(read("b.md", "text").sha256());
        assertThat(read("a.md", "text").sha256())
                .isNotEqualTo(read("a.md", "texts").sha256());
    }

    private KnowledgeDocument read(String name, String text) throws IOException, UnusableFileException {
        Path file = Files.writeString(temp.resolve("file"), text);
        return KnowledgeDocument.read(new FoundFile(temp, file, text.length(), "", Instant.EPOCH), name, LIMITS);
    }

    private String refusal(byte[] bytes) throws IOException {
        return refused(new FoundFile(temp, Files.write(temp.resolve("file"), bytes), bytes.length, "", Instant.EPOCH));
    }

    private static String refused(FoundFile file) {
        UnusableFileException refusal =
                catchThrowableOfType(UnusableFileException.class, () -> KnowledgeDocument.read(file, "a.md", LIMITS));
        assertThat(refusal).isNotNull();
        return refusal.reason();
    }
}
