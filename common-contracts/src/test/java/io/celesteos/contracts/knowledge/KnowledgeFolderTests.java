package io.celesteos.contracts.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeFolderTests {

    private static final String A = "0a000000-0000-4000-8000-00000000000a";
    private static final String B = "0b000000-0000-4000-8000-00000000000b";
    private static final KnowledgeShelf SHARED = KnowledgeShelf.shared("default");
    private static final KnowledgeShelf OF_A = new KnowledgeShelf(YachtId.of(A), "default");
    private static final KnowledgeShelf OF_B = new KnowledgeShelf(YachtId.of(B), "default");

    @TempDir
    Path temp;

    private Path root() {
        return temp.resolve("knowledge");
    }

    @Test
    void eachFileIsOnItsOwnersShelf() throws IOException {
        write("fuel/filters.md");
        write("top.markdown");
        write("collections/safety/drills.md");
        write("yachts/" + A + "/engine.md");
        write("yachts/" + A + "/collections/refit/log.MD");
        write("yachts/" + B + "/deep/er/engine.md");

        KnowledgeScan scan = scan();

        assertThat(scan.of(SHARED)).containsOnlyKeys("fuel/filters.md", "top.markdown");
        assertThat(scan.of(KnowledgeShelf.shared("safety"))).containsOnlyKeys("collections/safety/drills.md");
        assertThat(scan.of(OF_A)).containsOnlyKeys("engine.md");
        assertThat(scan.of(new KnowledgeShelf(YachtId.of(A), "refit"))).containsOnlyKeys("collections/refit/log.MD");
        assertThat(scan.of(OF_B)).containsOnlyKeys("deep/er/engine.md");
        assertThat(scan.files()).hasSize(5);
    }

    /** Somebody meant this to be a yacht's, and nobody else may read it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yachts/x.md",
                "YACHTS/" + A + "/x.md",
                "yachts /" + A + "/x.md",
                "ｙａｃｈｔｓ/" + A + "/x.md",
                "ya\u200Bchts/" + A + "/x.md",
                "yachts/x.md",
                "yachts/1-1-1-1-1/x.md",
                "yachts/0A000000-0000-4000-8000-00000000000A/x.md",
                "yachts/0a000000-0000-4000-8000-00000000000a /x.md",
                "yachts/not-an-id/x.md",
                A + "/x.md",
                "fuel/" + A + "/x.md",
                "0A00000000004000800000000000000A/x.md",
                "{" + A + "}/x.md",
                "fuel/yachts/" + A + "/x.md",
                "collections/yachts/" + A + "/x.md",
                "collections/Safety/x.md",
                "collections/default/x.md",
                "collections/x.md"
            })
    void whatLooksLikeAYachtsAndIsNotIsNobodys(String file) throws IOException {
        write(file);
        write("good.md");

        KnowledgeScan scan = scan();

        assertThat(scan.of(SHARED)).containsOnlyKeys("good.md");
        assertThat(scan.files()).containsOnlyKeys(SHARED);
        assertThat(scan.misplaced().size() + scan.skippedOf(SHARED).size()).isPositive();
    }

    @Test
    void aYachtsFolderInsideAnothersIsReadForNeither() throws IOException {
        write("yachts/" + A + "/" + B + "/x.md");
        write("yachts/" + A + "/yachts/" + B + "/x.md");

        KnowledgeScan scan = scan();

        assertThat(scan.files()).isEmpty();
        assertThat(scan.skippedOf(OF_A)).hasSize(2);
        assertThat(scan.skippedOf(OF_B)).isEmpty();
    }

    @Test
    void linksLeadNowhereButWithinTheirShelf() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.md"), "outside");
        Files.createDirectories(temp.resolve("outside"));
        Files.writeString(temp.resolve("outside/secret.md"), "outside");
        Path ofB = write("yachts/" + B + "/secret.md");
        write("yachts/" + A + "/own.md");
        Path own = write("..data/mounted.md");
        link("yachts/" + A + "/out.md", secret);
        link("yachts/" + A + "/up.md", Path.of("../../../secret.md"));
        link("yachts/" + A + "/folder", temp.resolve("outside"));
        link("yachts/" + A + "/other.md", ofB);
        link("yachts/" + A + "/other", ofB.getParent());
        link("yachts/" + A + "/dangling.md", temp.resolve("nothing.md"));
        link("yachts/" + A + "/password.md", Path.of("/etc/passwd"));
        link("shared-secret.md", ofB);
        link("mounted.md", own);
        link("yachts/0c000000-0000-4000-8000-00000000000c", ofB.getParent());

        KnowledgeScan scan = scan();

        assertThat(scan.of(OF_A)).containsOnlyKeys("own.md");
        assertThat(scan.of(OF_B)).containsOnlyKeys("secret.md");
        assertThat(scan.of(SHARED)).containsOnlyKeys("mounted.md");
        assertThat(scan.files()).containsOnlyKeys(OF_A, OF_B, SHARED);
        assertThat(scan.skippedOf(OF_A)).hasSize(7);
        assertThat(String.valueOf(scan.skippedOf(OF_A))).doesNotContain(B, temp.toString());
    }

    @Test
    void aFolderThatIsItselfALinkIsRead() throws IOException {
        write("a.md");
        Path alias = Files.createSymbolicLink(temp.resolve("alias"), root());

        assertThat(new KnowledgeFolder(alias, KnowledgeLimits.ofClient()).scan().of(SHARED))
                .containsOnlyKeys("a.md");
    }

    @Test
    void whatIsNoMarkdownTooLargeOrTooDeepIsReported() throws IOException {
        write("good.md");
        write("picture.png");
        write(".hidden.md");
        write(".git/config.md");
        write("1/2/3/deep.md");
        try (RandomAccessFile large =
                new RandomAccessFile(root().resolve("large.md").toFile(), "rw")) {
            large.setLength(300L << 20);
        }

        KnowledgeScan scan = scan(new KnowledgeLimits(10, 1_000, 10_000, 2, 10));

        assertThat(scan.of(SHARED)).containsOnlyKeys("good.md");
        assertThat(scan.skippedOf(SHARED))
                .extracting(SkippedFile::file)
                .containsExactlyInAnyOrder("picture.png", "1/2/3", "large.md");
    }

    @Test
    void oneOwnersFloodTakesNothingOfAnothers() throws IOException {
        for (int i = 0; i < 40; i++) {
            write("yachts/" + A + "/flood-" + i + ".md");
            write("yachts/" + A + "/junk-" + i + ".tmp");
        }
        write("yachts/" + B + "/one.md");
        write("shared.md");

        KnowledgeScan scan = scan(new KnowledgeLimits(3, 1_000, 10_000, 2, 10));

        assertThat(scan.of(OF_A)).hasSize(3);
        assertThat(scan.skippedOf(OF_A)).isNotEmpty();
        assertThat(scan.of(OF_B)).hasSize(1);
        assertThat(scan.of(SHARED)).hasSize(1);
    }

    @Test
    void allFilesTogetherAndYachtsAreBounded() throws IOException {
        Files.writeString(write("yachts/" + A + "/1.md"), "x".repeat(600));
        Files.writeString(write("yachts/" + A + "/2.md"), "x".repeat(600));
        write("yachts/" + B + "/one.md");

        KnowledgeScan scan = scan(new KnowledgeLimits(10, 1_000, 1_000, 2, 1));

        assertThat(scan.of(OF_A)).containsOnlyKeys("1.md");
        assertThat(scan.of(OF_B)).isEmpty();
        assertThat(scan.misplaced()).hasSize(1);
    }

    @Test
    void namesAreShownWithoutWhatMovesTheText() throws IOException {
        write("emoji 😀.md");
        write("turn\u202Edm.md");
        write("line\nend.md");

        assertThat(scan().of(SHARED)).containsOnlyKeys("emoji 😀.md", "turn dm.md", "line end.md");
    }

    @Test
    void aChangedFileHasAnotherStamp() throws IOException {
        Path file = write("a.md");
        FileTime before = Files.getLastModifiedTime(file);
        String stamp = stamp();
        assertThat(stamp()).isEqualTo(stamp);

        Files.writeString(file, "Some other text, and longer.");
        Files.setLastModifiedTime(file, before);

        assertThat(stamp()).isNotEqualTo(stamp);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(scan().of(SHARED).get("a.md").modified()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void aFolderThatIsNotThereIsSaidSo() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(this::scan);
    }

    @Test
    void aYachtSeesTheSharedShelfAndItsOwn() {
        assertThat(KnowledgeShelf.visibleTo(YachtId.of(A), "default")).containsExactly(SHARED, OF_A);
        assertThat(KnowledgeShelf.visibleTo(null, "default")).containsExactly(SHARED);
    }

    @Test
    void shelvesAreKnownAgainByTheirNames() {
        for (KnowledgeShelf shelf : Set.of(SHARED, OF_A, new KnowledgeShelf(YachtId.of(B), "re--fit"))) {
            assertThat(KnowledgeShelf.named(shelf.name())).contains(shelf);
        }
        assertThat(Set.of(
                                "shared",
                                "shared--",
                                "1-1-1-1-1--default",
                                A.toUpperCase(java.util.Locale.ROOT) + "--default")
                        .stream()
                        .flatMap(name -> KnowledgeShelf.named(name).stream())
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    private String stamp() throws IOException {
        return scan().of(SHARED).get("a.md").stamp();
    }

    private KnowledgeScan scan() throws IOException {
        return scan(KnowledgeLimits.ofClient());
    }

    private KnowledgeScan scan(KnowledgeLimits limits) throws IOException {
        return new KnowledgeFolder(root(), limits).scan();
    }

    private Path write(String name) throws IOException {
        Path file = root().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "# Text\nSome text.");
    }

    private void link(String name, Path target) throws IOException {
        Path link = root().resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }
}
