package io.celesteos.search.lifecycle;

import static io.celesteos.search.lifecycle.TestIndexes.FORMAT;
import static io.celesteos.search.lifecycle.TestIndexes.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.lifecycle.FragileDisk.PowerFailure;
import io.celesteos.search.lifecycle.YachtIndex.Refresh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at every single disk operation of a life with loads, commits, a rebuild, its swap, an eviction
 * and a restart, one operation later each time. Whatever lies on the disk then, the next start serves what the
 * database says.
 */
class PowerFailureTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));

    @TempDir
    Path folder;

    private Thread.@Nullable UncaughtExceptionHandler before;

    /** Lucene's merging threads die with the power; their last words would fill the log. */
    @BeforeEach
    void expectThreadsToDie() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!(failure instanceof PowerFailure) && !(failure.getCause() instanceof PowerFailure) && before != null) {
                before.uncaughtException(thread, failure);
            }
        });
    }

    @AfterEach
    void expectThemNoLonger() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void whereverThePowerFailsTheNextStartIsRight() {
        Map<Refresh, Integer> starts = new EnumMap<>(Refresh.class);
        int operation = 0;
        boolean survived = false;
        while (!survived) {
            operation++;
            Path before = folder.resolve("before-" + operation);
            Path after = folder.resolve("after-" + operation);
            FakeCorpus corpus = new FakeCorpus();
            FragileDisk disk = new FragileDisk(operation);
            survived = live(corpus, TestIndexes.onDisk(before, disk, FORMAT), disk);
            disk.copyRemains(before, after);

            // The database lives on while the service is down.
            corpus.put(50, "oil fifty").delete(2);
            IndexBuilds builds = TestIndexes.onDisk(after, FragileDisk.thatLasts(), FORMAT);
            YachtIndex next = new YachtIndex(YACHT, corpus, builds, 2);
            starts.merge(next.refresh(), 1, Integer::sum);
            assertHolds(next, corpus);

            // And what it has become can be lived with.
            corpus.put(51, "oil fifty-one");
            next.refresh();
            next.rebuild();
            next.close(true);
            YachtIndex restarted = new YachtIndex(YACHT, corpus, builds, 2);
            assertThat(restarted.refresh()).isEqualTo(Refresh.REOPENED);
            assertHolds(restarted, corpus);
            restarted.close(true);
        }
        assertThat(operation).as("disk operations of one life").isGreaterThan(60);
        assertThat(starts.get(Refresh.LOADED)).as("nothing was committed yet").isGreaterThan(3);
        assertThat(starts.get(Refresh.REOPENED)).as("opened what was committed").isGreaterThan(40);
    }

    /** False when the power failed. */
    private static boolean live(FakeCorpus corpus, IndexBuilds builds, FragileDisk disk) {
        for (int id = 1; id <= 7; id++) {
            corpus.put(id, "oil " + id);
        }
        try {
            YachtIndex index = new YachtIndex(YACHT, corpus, builds, 2);
            index.refresh();
            corpus.put(8, "oil eight").delete(1);
            index.refresh();
            index.commit(Duration.ZERO);
            corpus.put(3, "water").delete(8);
            index.refresh();
            index.rebuild();
            corpus.put(9, "oil nine");
            index.refresh();
            index.commit(Duration.ZERO);
            corpus.delete(4);
            index.refresh();
            index.evict();
            corpus.put(10, "oil ten");
            index.refresh();
            index.close(true);

            YachtIndex restarted = new YachtIndex(YACHT, corpus, builds, 2);
            corpus.put(11, "oil eleven");
            restarted.refresh();
            restarted.close(true);
            return true;
        } catch (PowerFailure failure) {
            return false;
        } catch (RuntimeException consequence) {
            assertThat(disk.dead())
                    .as("failed without a power failure: %s", consequence)
                    .isTrue();
            return false;
        }
    }
}
