package io.celesteos.search.knowledge;

import static io.celesteos.search.knowledge.Shelves.A;
import static io.celesteos.search.knowledge.Shelves.B;
import static io.celesteos.search.knowledge.Shelves.SHARED;
import static io.celesteos.search.knowledge.Shelves.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.knowledge.KnowledgeHit;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.knowledge.KnowledgeStats;
import io.celesteos.contracts.knowledge.SkippedFile;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.JobReport.JobStatus;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeLibraryTests {

    @TempDir
    Path temp;

    @Test
    void questionsWaitUntilTheFilesAreRead() {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("fuel/filters.md", "# Filters\nBlocked fuel filters.");

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> shelves.files("filters", null))
                    .satisfies(refusal -> {
                        assertThat(refusal.type()).isEqualTo(ProblemType.STARTING);
                        assertThat(refusal.retryAfter()).isNotNull();
                    });
            assertThat(shelves.desk.stats(null, "default").status()).isEqualTo(KnowledgeStats.Status.LOADING);

            shelves.look();

            assertThat(shelves.files("blocked filters", null)).containsExactly("fuel/filters.md");
            assertThat(shelves.desk.stats(null, "default").status()).isEqualTo(KnowledgeStats.Status.READY);
        }
    }

    @Test
    void aYachtFindsTheSharedFilesAndItsOwnAndNothingOfAnothers() {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("pump.md", "---\ntopic: shared topic\n---\n# Pump\nThe pump of every yacht.");
            shelves.write(
                    "yachts/" + A + "/pump.md", "---\ntopic: mango\nsource: mango list\n---\n# Pump\nThe pump mango.");
            shelves.write(
                    "yachts/" + B + "/pump.md",
                    "---\ntopic: papaya\nsource: papaya list\n---\n# Pump\nThe pump papaya.");
            shelves.write("yachts/" + B + "/empty.md", "");
            shelves.look();
            shelves.vectors.fill();

            assertThat(texts(shelves, "pump mango papaya", A)).hasSize(2).noneMatch(text -> text.contains("papaya"));
            assertThat(texts(shelves, "pump mango papaya", B)).hasSize(2).noneMatch(text -> text.contains("mango"));
            assertThat(texts(shelves, "pump mango papaya", null)).containsExactly("The pump of every yacht.");

            KnowledgeStats ofA = shelves.desk.stats(A, "default");
            assertThat(ofA.totalDocuments()).isEqualTo(2);
            assertThat(ofA.topics()).containsExactly("mango", "shared topic");
            assertThat(ofA.sources()).containsExactly("mango list", "pump.md");
            assertThat(ofA.skipped()).isEmpty();
            assertThat(ofA.chunks()).isEqualTo(2);
            assertThat(shelves.desk.stats(B, "default").skipped())
                    .containsExactly(new SkippedFile("empty.md", "is empty"));
            assertThat(shelves.desk.stats(null, "default").topics()).containsExactly("shared topic");
            assertThat(shelves.desk.stats(null, "default").skipped()).isEmpty();
        }
    }

    /** Passages are weighed over both shelves: with its one file a yacht's rank would say nothing otherwise. */
    @Test
    void sharedAndOwnAreRankedTogether() {
        try (Shelves shelves = new Shelves(temp)) {
            for (int i = 0; i < 10; i++) {
                shelves.write("notes-" + i + ".md", "# Note " + i + "\nThe pump is painted.");
            }
            shelves.write("seal.md", "# Seal\nThe seal of the pump is lapped.");
            shelves.write("yachts/" + A + "/own.md", "# Own\nThe pump is in the lazarette.");
            shelves.look();

            assertThat(shelves.files("lapped seal", A).getFirst()).isEqualTo("seal.md");
            assertThat(shelves.files("lazarette pump", A).getFirst()).isEqualTo("own.md");
        }
    }

    @Test
    void aCollectionIsASearchOfItsOwn() {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("fire.md", "# Fire\nFire in the galley.");
            shelves.write("collections/safety/fire.md", "# Fire\nFire drill.");
            shelves.write("yachts/" + A + "/collections/safety/fire.md", "# Fire\nFire on this yacht.");
            shelves.look();

            assertThat(shelves.hits("fire", A, "safety")).hasSize(2);
            assertThat(shelves.hits("fire", B, "safety")).hasSize(1);
            assertThat(shelves.hits("fire", A, "default")).hasSize(1);
            assertThat(shelves.hits("fire", A, "other")).isEmpty();
        }
    }

    @Test
    void changesAdditionsAndDeletionsAreFollowed() throws IOException {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("a.md", "# A\nAncient anchors.");
            shelves.write("b.md", "# B\nBent bollards.");
            shelves.write("yachts/" + A + "/c.md", "# C\nCurved cleats.");
            shelves.look();
            assertThat(shelves.files("anchors", null)).containsExactly("a.md");

            shelves.write("a.md", "# A\nAncient windlasses.");
            shelves.write("d.md", "# D\nDented davits.");
            Files.delete(shelves.root.resolve("b.md"));
            Files.delete(shelves.root.resolve("yachts/" + A + "/c.md"));
            shelves.look();

            assertThat(shelves.files("anchors", null)).isEmpty();
            assertThat(shelves.files("windlasses", null)).containsExactly("a.md");
            assertThat(shelves.files("davits", null)).containsExactly("d.md");
            assertThat(shelves.files("bollards", null)).isEmpty();
            assertThat(shelves.files("cleats", A)).isEmpty();
            assertThat(shelves.library.all()).hasSize(1);
        }
    }

    @Test
    void aFileSomebodyIsWritingToIsLeftAloneForAWhile() throws IOException {
        try (Shelves shelves = new Shelves(temp)) {
            Path file = shelves.write("a.md", "# A\nAncient anchors.");
            shelves.look();
            Files.writeString(file, "# A\nAncient win");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));

            shelves.look();
            assertThat(shelves.files("anchors", null)).containsExactly("a.md");

            // And one that is written to without end is read all the same.
            for (int i = 0; i < 3; i++) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                shelves.look();
            }
            assertThat(shelves.files("anchors", null)).isEmpty();
        }
    }

    @Test
    void badFilesAreReportedAndStopNothing() throws IOException {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("good 😀.md", "# Good\nGood oil.");
            shelves.write("empty.md", "");
            Files.write(shelves.root.resolve("binary.md"), new byte[] {1, 0, 2});
            Files.write(shelves.root.resolve("latin.md"), "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
            try (RandomAccessFile large =
                    new RandomAccessFile(shelves.root.resolve("large.md").toFile(), "rw")) {
                large.setLength(300L << 20);
            }
            shelves.write("1/2/3/4/5/6/deep.md", "# Deep\nDeep oil.");
            shelves.write("yachts/nobody/x.md", "# Lost\nLost oil.");
            shelves.look();

            assertThat(shelves.files("oil", null)).containsExactly("good 😀.md");
            KnowledgeStats stats = shelves.desk.stats(null, "default");
            assertThat(stats.totalDocuments()).isEqualTo(1);
            assertThat(stats.skippedFiles()).isEqualTo(6);
            assertThat(stats.skipped())
                    .extracting(SkippedFile::file)
                    .containsExactlyInAnyOrder(
                            "empty.md", "binary.md", "latin.md", "large.md", "1/2/3/4/5", "yachts/nobody");
            assertThat(shelves.desk.stats(A, "default").skipped())
                    .extracting(SkippedFile::file)
                    .doesNotContain("yachts/nobody");
        }
    }

    @Test
    void aReloadReadsWhatNoStampTells() throws IOException {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("a.md", "# A\nAncient anchors.");
            shelves.look();
            ReloadJobs.Job job = shelves.reloads.ask(null);
            assertThat(shelves.reloads.ask(null).id()).isEqualTo(job.id());
            assertThat(shelves.reloads.ask(A).id()).isNotEqualTo(job.id());

            shelves.look();

            var report = shelves.desk.report(job.id(), null);
            assertThat(report.status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(report.documentsLoaded()).isEqualTo(1);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> shelves.desk.report(job.id(), A))
                    .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.NOT_FOUND));
        }
    }

    @Test
    void aFolderThatGoesAwayLeavesWhatWasRead() throws IOException {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("a.md", "# A\nAncient anchors.");
            shelves.look();
            Files.move(shelves.root, temp.resolve("elsewhere"));
            ReloadJobs.Job job = shelves.reloads.ask(null);

            shelves.look();

            assertThat(shelves.files("anchors", null)).containsExactly("a.md");
            assertThat(shelves.desk.stats(null, "default").degraded()).contains("folder_unavailable");
            assertThat(shelves.desk.report(job.id(), null).status()).isEqualTo(JobStatus.FAILED);
            Files.move(temp.resolve("elsewhere"), shelves.root);
            shelves.look();
            assertThat(shelves.desk.stats(null, "default").degraded()).doesNotContain("folder_unavailable");
        }
    }

    @Test
    void withoutAFolderThereIsNothingToWaitFor() {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.look();

            assertThat(shelves.files("anything", A)).isEmpty();
            assertThat(shelves.desk.stats(A, "default").status()).isEqualTo(KnowledgeStats.Status.READY);
        }
    }

    @Test
    void whoHoldsASnapshotKeepsItThroughAChange() {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.write("a.md", "# A\nAncient anchors.");
            shelves.look();
            try (IndexSnapshot held = shelves.library
                    .acquire(KnowledgeShelf.visibleTo(A, "default"))
                    .orElseThrow()) {
                String edition = held.edition();
                shelves.write("a.md", "# A\nAncient windlasses.");
                shelves.write("b.md", "# B\nMore.");
                shelves.look();

                assertThat(held.chunks()).isEqualTo(1);
                try (IndexSnapshot next = shelves.library
                        .acquire(KnowledgeShelf.visibleTo(A, "default"))
                        .orElseThrow()) {
                    assertThat(next.edition()).isNotEqualTo(edition);
                    assertThat(next.chunks()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void withoutVectorsWordsAnswerAndSaySoUntilTheyAreFilled() {
        try (Shelves shelves = new Shelves(temp)) {
            shelves.embedder.away = true;
            shelves.write("a.md", "# A\nAncient anchors.");
            shelves.write("b.md", "# B\nBent bollards unembeddable.");
            shelves.write("c.md", "# C\nCurved cleats.");
            shelves.look();
            shelves.vectors.fill();

            assertThat(shelves.rank("anchors", null).degraded()).containsExactly(Degradation.VECTORS_INCOMPLETE);
            assertThat(shelves.files("anchors", null)).containsExactly("a.md");
            assertThat(shelves.desk.stats(null, "default").degraded()).contains("vectors_incomplete");

            shelves.embedder.away = false;
            shelves.vectors.fill();

            KnowledgeStats stats = shelves.desk.stats(null, "default");
            assertThat(stats.chunks()).isEqualTo(3);
            // One is refused for what it says; the others do not wait for it.
            assertThat(stats.vectors()).isEqualTo(2);
            int calls = shelves.embedder.calls;
            shelves.vectors.fill();
            assertThat(shelves.embedder.calls).isEqualTo(calls);

            shelves.embedder.away = true;
            assertThat(shelves.rank("anchors", null).degraded()).contains(Degradation.EMBEDDING_UNAVAILABLE);
        }
    }

    @Test
    void scoresAreZeroToOneBestFirst() {
        try (Shelves shelves = new Shelves(temp)) {
            for (int i = 0; i < 8; i++) {
                shelves.write("n" + i + ".md", "# Note " + i + "\nPump " + "seal ".repeat(i) + "and shaft.");
            }
            shelves.look();
            shelves.vectors.fill();

            List<Double> scores = shelves.hits("how do I mend the pump seal?", null, "default").stream()
                    .map(KnowledgeHit::score)
                    .toList();
            assertThat(scores).hasSize(8).allMatch(score -> score >= 0 && score <= 1);
            assertThat(scores).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        }
    }

    @Test
    void aRestartServesAtOnceWithItsVectors() {
        try (Shelves before = kept()) {
            before.write("a.md", "# A\nAncient anchors.");
            before.write("yachts/" + A + "/b.md", "# B\nBent bollards.");
            before.look();
            before.vectors.fill();
        }
        try (Shelves after = kept()) {
            after.library.open();

            assertThat(after.files("anchors", null)).containsExactly("a.md");
            assertThat(after.files("bollards", A)).contains("b.md");
            assertThat(after.desk.stats(A, "default").vectors()).isEqualTo(2);
            assertThat(after.desk.stats(A, "default").status()).isEqualTo(KnowledgeStats.Status.READY);
            int calls = after.embedder.calls;
            after.look();
            after.vectors.fill();
            assertThat(after.embedder.calls).isEqualTo(calls);
        }
    }

    @Test
    void whatWasDeletedMeanwhileIsGoneAfterTheFirstLookAndFromTheDisk() throws IOException {
        Path yacht;
        try (Shelves before = kept()) {
            before.write("a.md", "# A\nAncient anchors.");
            yacht = before.write("yachts/" + A + "/b.md", "# B\nBent bollards.");
            before.look();
        }
        Files.delete(yacht);
        try (Shelves after = kept()) {
            after.look();

            assertThat(after.files("bollards", A)).isEmpty();
            assertThat(temp.resolve("store")).isDirectoryNotContaining("glob:**" + A + "**");
        }
    }

    @Test
    void aDamagedStoreIsReadAnewAndTheOthersServeMeanwhile() throws IOException {
        try (Shelves before = kept()) {
            before.write("a.md", "# A\nAncient anchors.");
            before.write("yachts/" + A + "/b.md", "# B\nBent bollards.");
            before.look();
        }
        try (Stream<Path> files = Files.walk(temp.resolve("store/" + A + "--default"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (Shelves after = kept()) {
            after.library.open();

            assertThat(after.files("anchors", null)).containsExactly("a.md");
            assertThat(after.files("anchors", B)).containsExactly("a.md");
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> after.files("bollards", A));

            after.look();
            assertThat(after.files("bollards", A)).contains("b.md");
        }
    }

    @Test
    void anotherFormatModelOrShelfIsReadAnew() throws IOException {
        try (Shelves before = kept()) {
            before.write("a.md", "# A\nAncient anchors.");
            before.look();
            before.vectors.fill();
        }
        try (Shelves after =
                new Shelves(temp, store(), "format", new EmbeddingSpace("large", "large", 24), MMapDirectory::new)) {
            after.look();
            assertThat(after.desk.stats(null, "default").vectors()).isZero();
            after.vectors.fill();
            assertThat(after.desk.stats(null, "default").vectors()).isEqualTo(1);
        }
        try (Shelves after = new Shelves(temp, store(), "other", SPACE, MMapDirectory::new)) {
            after.library.open();
            assertThat(after.library.ready(List.of(SHARED))).isFalse();
            after.look();
        }
        // A yacht's index under another one's name is not that one's.
        Files.createDirectories(temp.resolve("store/" + A + "--default"));
        try (Stream<Path> builds = Files.list(temp.resolve("store/shared--default"))) {
            Path build = builds.findFirst().orElseThrow();
            Files.move(build, temp.resolve("store/" + A + "--default").resolve(build.getFileName()));
        }
        try (Shelves after = new Shelves(temp, store(), "other", SPACE, MMapDirectory::new)) {
            after.library.open();
            assertThat(after.library.all()).isEmpty();
        }
    }

    @Test
    void aStoreInUseByAnotherProcessIsLeftAlone() {
        try (Shelves first = kept();
                Shelves second = kept()) {
            first.write("a.md", "# A\nAncient anchors.");
            first.look();
            second.look();

            assertThat(second.files("anchors", null)).containsExactly("a.md");
            assertThat(second.desk.stats(null, "default").degraded()).contains("store_unavailable");
            assertThat(first.desk.stats(null, "default").degraded()).doesNotContain("store_unavailable");
        }
        try (Shelves after = kept()) {
            after.library.open();
            assertThat(after.files("anchors", null)).containsExactly("a.md");
        }
    }

    @Test
    void aDiskThatFailsCostsTheNextStartAndNothingElse() {
        AtomicBoolean full = new AtomicBoolean();
        try (Shelves shelves =
                new Shelves(temp, store(), "format", SPACE, folder -> new FilterDirectory(new MMapDirectory(folder)) {
                    @Override
                    public IndexOutput createOutput(String name, IOContext context) throws IOException {
                        if (full.get()) {
                            throw new IOException("No space left on device");
                        }
                        return super.createOutput(name, context);
                    }
                })) {
            shelves.write("a.md", "# A\nAncient anchors.");
            shelves.look();
            full.set(true);
            shelves.write("b.md", "# B\nBent bollards.");

            shelves.look();

            assertThat(shelves.files("anchors", null)).containsExactly("a.md");
            assertThat(shelves.files("bollards", null)).containsExactly("b.md");
        }
    }

    private Shelves kept() {
        return new Shelves(temp, store(), "format", SPACE, MMapDirectory::new);
    }

    private String store() {
        return temp.resolve("store").toString();
    }

    private static List<String> texts(Shelves shelves, String query, io.celesteos.contracts.tenancy.YachtId yacht) {
        return shelves.hits(query, yacht, "default").stream()
                .map(KnowledgeHit::text)
                .toList();
    }
}
