package io.celesteos.search.lifecycle;

import static io.celesteos.search.lifecycle.TestIndexes.FORMAT;
import static io.celesteos.search.lifecycle.TestIndexes.assertHolds;
import static io.celesteos.search.lifecycle.TestIndexes.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.CorpusReader.Versioned;
import io.celesteos.search.lifecycle.YachtIndex.Refresh;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next start makes of what an earlier one left. */
class IndexOnDiskTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));

    @TempDir
    Path folder;

    private IndexFolder held = IndexFolder.open("");
    private final FakeCorpus corpus =
            new FakeCorpus().put(1, "oil one").put(2, "oil two").put(3, "oil three");

    @Test
    void aRestartReadsNothingWhereNothingChanged() throws IOException {
        leave();
        corpus.reads.clear();

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.REOPENED);

        assertThat(corpus.reads).isEmpty();
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void aRestartReadsOnlyWhatChangedMeanwhile() throws IOException {
        leave();
        corpus.reads.clear();
        corpus.put(2, "water").delete(1).put(4, "oil four");

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.REOPENED);

        assertThat(corpus.reads.stream().mapToInt(keys -> keys.size()).sum()).isEqualTo(3);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void aLongAbsenceIsMadeUpForByComparing() throws IOException {
        leave();
        corpus.put(2, "water").delete(1).put(4, "oil four").forgetChanges();
        corpus.reads.clear();

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.REOPENED);

        assertThat(corpus.reads.stream().mapToInt(keys -> keys.size()).sum()).isEqualTo(3);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void anotherDatabaseIsReadAnew() throws IOException {
        leave();
        corpus.put(4, "oil four").forgetChanges();
        corpus.database = "cluster/2";

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void aDatabaseRestoredMeanwhileIsReadAnew() throws IOException {
        Map<PassageKey, Versioned> backup = new TreeMap<>(corpus.stored);
        Watermark then = corpus.watermark(YACHT);
        corpus.put(4, "secret");
        leave();
        corpus.restoreTo(backup, then).put(5, "water").put(6, "water");

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void whatOtherSoftwareMadeIsNotRead() throws IOException {
        leave();

        YachtIndex next = new YachtIndex(YACHT, corpus, TestIndexes.onDisk(folder, MMapDirectory::new, "format 2"), 2);
        assertThat(next.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void anotherYachtsFilesAreNotThisYachts() throws IOException {
        leave();
        Files.move(folder.resolve(YACHT.toString()), folder.resolve(OTHER.toString()));
        FakeCorpus theirs = new FakeCorpus();

        YachtIndex next = new YachtIndex(OTHER, theirs, TestIndexes.onDisk(folder), 2);
        assertThat(next.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(next, theirs);
        next.close(true);
    }

    @Test
    void aFlippedByteAnywhereIsNoticedBeforeAnybodySearches() throws IOException {
        leave();
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            if (whole.length == 0) {
                continue;
            }
            byte[] damaged = whole.clone();
            damaged[whole.length / 2] ^= 0x55;
            Files.write(file, damaged);

            YachtIndex next = index();
            Refresh outcome = next.refresh();
            assertThat(outcome).as(file.getFileName().toString()).isEqualTo(Refresh.LOADED);
            assertHolds(next, corpus);
            next.close(false);
            release();
            clear();
            leave();
        }
    }

    @Test
    void aFileCutShortOrMissingIsNoticed() throws IOException {
        for (boolean missing : new boolean[] {true, false}) {
            clear();
            leave();
            int count = files().size();
            for (int i = 0; i < count; i++) {
                clear();
                leave();
                Path file = files().get(i);
                if (missing) {
                    Files.delete(file);
                } else {
                    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                        channel.truncate(Files.size(file) / 2);
                    }
                }
                YachtIndex next = index();
                assertThat(next.refresh()).as(file.getFileName().toString()).isEqualTo(Refresh.LOADED);
                assertHolds(next, corpus);
                next.close(false);
                release();
            }
        }
    }

    @Test
    void whatWasNotCommittedIsReadAgain() throws IOException {
        YachtIndex first = index();
        first.refresh();
        corpus.put(4, "oil four").delete(1);
        first.refresh();
        first.close(false);
        release();
        corpus.reads.clear();

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.REOPENED);
        assertThat(corpus.reads.stream().mapToInt(keys -> keys.size()).sum()).isEqualTo(2);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void aLoadThatNeverEndedLeavesNothingToOpen() throws IOException {
        corpus.failAfterReads = 1;
        YachtIndex first = index();
        try {
            first.refresh();
        } catch (IllegalStateException wanted) {
            assertThat(wanted).hasMessage("the database went away");
        }
        first.close(true);
        release();
        corpus.failAfterReads = Integer.MAX_VALUE;

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void aRebuildLeavesOneBuildAndSearchesUnderWayStayWhole() throws IOException {
        YachtIndex index = index();
        index.refresh();
        corpus.put(4, "oil four");
        index.refresh();
        try (IndexSnapshot held = Objects.requireNonNull(index.acquire())) {
            index.rebuild();
            corpus.delete(1);
            index.refresh();

            assertThat(found(held, "oil")).containsExactly(1, 2, 3, 4);
            assertThat(held.passages(corpus.stored.keySet())).hasSize(3);
        }
        try (Stream<Path> builds = Files.list(folder.resolve(YACHT.toString()))) {
            assertThat(builds).hasSize(1);
        }
        index.close(true);
        release();

        YachtIndex next = index();
        assertThat(next.refresh()).isEqualTo(Refresh.REOPENED);
        assertHolds(next, corpus);
        next.close(true);
    }

    @Test
    void anEvictedIndexIsOpenedFromDiskAgainAndSearchesUnderWayStayWhole() {
        YachtIndex index = index();
        index.refresh();
        corpus.put(4, "oil four");
        index.refresh();
        assertThat(index.evict()).isTrue();
        corpus.reads.clear();

        assertThat(index.refresh()).isEqualTo(Refresh.REOPENED);

        assertThat(corpus.reads).isEmpty();
        assertHolds(index, corpus);
        index.close(true);
    }

    @Test
    void aDiskThatFillsUpIsReplacedByMemory() {
        var full = new Object() {
            boolean now;
        };
        IndexBuilds builds = TestIndexes.onDisk(
                folder,
                path -> new FilterDirectory(new MMapDirectory(path)) {
                    @Override
                    public IndexOutput createOutput(String name, IOContext context) throws IOException {
                        if (full.now) {
                            throw new IOException("No space left on device");
                        }
                        return super.createOutput(name, context);
                    }
                },
                FORMAT);
        YachtIndex index = new YachtIndex(YACHT, corpus, builds, 2);
        index.refresh();
        full.now = true;
        corpus.put(4, "oil four");
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                index.refresh();
            } catch (RuntimeException wanted) {
                assertThat(found(index, "oil")).contains(1, 2, 3);
            }
        }
        assertHolds(index, corpus);
        assertThat(index.onDisk()).isFalse();

        full.now = false;
        corpus.put(5, "oil five");
        index.refresh();
        index.rebuild();
        assertThat(index.onDisk()).isTrue();
        assertHolds(index, corpus);
        index.close(true);
    }

    @Test
    void aFolderBelongsToOneProcess() throws IOException {
        try (IndexFolder first = IndexFolder.open(folder.toString())) {
            assertThat(first.state()).isEqualTo(IndexFolder.State.DISK);
            try (IndexFolder second = IndexFolder.open(folder.toString())) {
                assertThat(second.state()).isEqualTo(IndexFolder.State.TAKEN);
                assertThat(second.of(YACHT)).isEmpty();
            }
        }
        try (IndexFolder third = IndexFolder.open(folder.toString())) {
            assertThat(third.state()).isEqualTo(IndexFolder.State.DISK);
        }
    }

    @Test
    void aFolderIsForItsOwnerAlone() throws IOException {
        Path made = folder.resolve("state").resolve("indexes");
        try (IndexFolder opened = IndexFolder.open(made.toString())) {
            assertThat(opened.state()).isEqualTo(IndexFolder.State.DISK);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsNotUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        try (IndexFolder unusable = IndexFolder.open(file.toString())) {
            assertThat(unusable.state()).isEqualTo(IndexFolder.State.UNUSABLE);
            assertThat(unusable.of(YACHT)).isEmpty();
        }
    }

    @Test
    void nothingStaysOfAYachtThatIsNotKnown() throws IOException {
        leave();
        Files.createDirectory(folder.resolve("somebody else's"));
        try (IndexFolder opened = IndexFolder.open(folder.toString())) {
            opened.sweep(Set.of(YACHT));
            assertThat(folder.resolve(YACHT.toString())).exists();
            opened.sweep(Set.of(OTHER));
            assertThat(folder.resolve(YACHT.toString())).doesNotExist();
            assertThat(folder.resolve("somebody else's")).exists();
        }
    }

    private YachtIndex index() {
        held = IndexFolder.open(folder.toString());
        assertThat(held.state()).isEqualTo(IndexFolder.State.DISK);
        return new YachtIndex(
                YACHT,
                corpus,
                new IndexBuilds(TestIndexes.lucene(MMapDirectory::new), held, FORMAT, Clock.systemUTC()),
                2);
    }

    private void release() throws IOException {
        held.close();
    }

    /** As an orderly end leaves it. */
    private void leave() throws IOException {
        YachtIndex index = index();
        index.refresh();
        index.commit(Duration.ZERO);
        index.close(true);
        release();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(YACHT.toString()))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("write.lock"))
                    .sorted()
                    .toList();
        }
    }

    private void clear() {
        try (IndexFolder opened = IndexFolder.open(folder.toString())) {
            opened.sweep(Set.of());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
