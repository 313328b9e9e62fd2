package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.search.FileReport.FileStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.EmbeddingBackfill;
import io.celesteos.search.indexing.Upload.Claimed;
import io.celesteos.search.jobs.JobSignals;
import io.celesteos.search.lifecycle.IndexWatch;
import io.celesteos.search.reading.Block;
import io.celesteos.search.reading.ChildReader;
import io.celesteos.search.reading.FileNames;
import io.celesteos.search.reading.ReadFile;
import io.celesteos.search.reading.ReadingBrokeOffException;
import io.celesteos.search.reading.UnreadableFileException;
import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads one file: it is stored by itself, whole or not at all, and one that is wrong stops no other. */
@Component
final class UploadReading {

    private static final Logger log = LoggerFactory.getLogger(UploadReading.class);

    /** A file is stored without what the nlp-service would say of it when that is away so often. */
    private static final int ATTEMPTS_WITH_METADATA = 2;

    private final UploadStore store;
    private final FileChunker chunker;
    private final FoundMetadata found;
    private final UploadReaders readers;
    private final JobSignals signals;
    private final IndexWatch watch;
    private final EmbeddingBackfill backfill;
    private final UploadsProperties properties;

    UploadReading(
            UploadStore store,
            FileChunker chunker,
            FoundMetadata found,
            UploadReaders readers,
            JobSignals signals,
            IndexWatch watch,
            EmbeddingBackfill backfill,
            UploadsProperties properties) {
        this.store = store;
        this.chunker = chunker;
        this.found = found;
        this.readers = readers;
        this.signals = signals;
        this.watch = watch;
        this.backfill = backfill;
        this.properties = properties;
    }

    /** The lane's next file, if one waits. Interrupted, it leaves the file as it found it. */
    void readOne(UploadLane lane) {
        Optional<Claimed> claimed = store.claim(lane);
        if (claimed.isEmpty()) {
            return;
        }
        YachtId yacht = lane.yachtId();
        Claimed file = claimed.get();
        signals.progressed(file.job());
        if (file.attempt() > properties.attempts()) {
            // Begun so often and never put down: it ends whatever reads it.
            settle(yacht, file, failed(file.file(), Reason.READER_FAILED, givenUp("ends what reads it")));
            return;
        }
        try {
            read(yacht, file);
        } catch (InterruptedException stop) {
            store.release(yacht, file, null);
        } catch (UncheckedIOException trouble) {
            // This machine's, not the file's: it keeps its attempts, others may take it, and the lane comes back later.
            store.release(yacht, file, "could not be read here: no room or no process; it is tried again");
            throw trouble;
        }
        signals.progressed(file.job());
    }

    private void read(YachtId yacht, Claimed file) throws InterruptedException {
        try {
            Optional<Read> read = watched(yacht, file);
            if (read.isPresent()) {
                settle(yacht, file, read.get());
            } else {
                log.info("A file of job {} is not read any further", file.job());
            }
        } catch (PassingCause cause) {
            postpone(yacht, file, cause);
        }
    }

    /** Empty when the file is no longer to be read. */
    private Optional<Read> watched(YachtId yacht, Claimed file) throws InterruptedException, PassingCause {
        ChildReader reader = readers.take();
        try (HoldingWatch held = HoldingWatch.over(file.job(), () -> store.held(yacht, file), reader::close, signals)) {
            return read(yacht, file, reader, held);
        } finally {
            readers.giveBack(reader);
        }
    }

    private Optional<Read> read(YachtId yacht, Claimed file, ChildReader reader, HoldingWatch held)
            throws InterruptedException, PassingCause {
        try {
            Read read = read(yacht, file, reader);
            return held.lost() ? Optional.empty() : Optional.of(read);
        } catch (PassingCause | UncheckedIOException ended) {
            if (held.lost()) {
                // By this side.
                return Optional.empty();
            }
            throw ended;
        }
    }

    private void settle(YachtId yacht, Claimed file, Read read) {
        if (store.settle(yacht, file, read.report(), read.document())) {
            if (read.document() != null) {
                watch.nudge();
            }
            backfill.wake(yacht);
        }
        signals.progressed(file.job());
    }

    private void postpone(YachtId yacht, Claimed file, PassingCause cause) {
        if (file.attempt() >= properties.attempts()) {
            settle(yacht, file, failed(file.file(), Reason.READER_FAILED, givenUp(cause.words())));
            return;
        }
        Duration pause = Jitter.around(properties.pauseAfter(file.attempt()));
        log.warn("A file of job {} waits {}: {}", file.job(), pause, cause.words());
        store.postpone(yacht, file, pause, cause.words() + "; it is tried again");
    }

    private String givenUp(String words) {
        return "was given up after " + properties.attempts() + " attempts: " + words + "; send it again";
    }

    private record Read(FileReport report, @Nullable PreparedDocument document) {}

    private Read read(YachtId yacht, Claimed claimed, ChildReader reader) throws InterruptedException, PassingCause {
        FileReport file = claimed.file();
        if (store.known(yacht, file.documentId())) {
            return new Read(FileReport.duplicate(file.name(), file.documentId()), null);
        }
        Path copy = null;
        try {
            copy = readers.file();
            store.copy(yacht, claimed, copy);
            return stored(yacht, claimed, reader.read(copy, file.name()));
        } catch (UnreadableFileException refused) {
            return failed(file, refused.reason(), refused.words());
        } catch (ReadingBrokeOffException ended) {
            log.warn("The reading of a file of job {} broke off: {}", claimed.job(), ended.getMessage());
            throw new PassingCause("could not be read here: its reading broke off", ended);
        } catch (IOException trouble) {
            throw new UncheckedIOException("files cannot be read here: no room or no process", trouble);
        } finally {
            delete(copy);
        }
    }

    private static Read failed(FileReport file, Reason reason, String words) {
        return new Read(
                FileReport.failed(
                        file.name(), file.documentId(), reason.name().toLowerCase(Locale.ROOT), CleanText.of(words)),
                null);
    }

    private Read stored(YachtId yacht, Claimed claimed, ReadFile read) throws UnreadableFileException, PassingCause {
        FileReport file = claimed.file();
        String title =
                CleanText.of(title(claimed.title(), read.title(), file.name())).strip();
        List<Block> blocks = read.blocks().stream().map(UploadReading::clean).toList();
        List<Chunk> chunks = chunker.chunk(title, blocks);
        if (chunks.isEmpty()) {
            throw new UnreadableFileException(Reason.NO_TEXT, "holds no text");
        }
        if (store.storing(yacht, claimed)) {
            signals.progressed(claimed.job());
        }
        FoundMetadata.Found facts = found.in(yacht, title, chunks);
        if (!facts.degraded().isEmpty() && claimed.attempt() < ATTEMPTS_WITH_METADATA) {
            throw new PassingCause("the nlp-service gives no answer", null);
        }
        SortedMap<String, Object> metadata = new TreeMap<>(facts.metadata());
        metadata.put("file_name", file.name());
        metadata.put("format", read.format().code());
        metadata.putIfAbsent("source", file.name());
        metadata.putAll(claimed.metadata());
        String body = blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
        return new Read(
                new FileReport(
                        file.name(),
                        FileStatus.STORED,
                        file.documentId(),
                        read.format().code(),
                        read.pages() == 0 ? null : read.pages(),
                        read.scannedPages().isEmpty() ? null : ranges(read.scannedPages()),
                        chunks.size(),
                        read.notes().isEmpty()
                                ? null
                                : read.notes().stream().map(CleanText::of).toList(),
                        facts.degraded().isEmpty() ? null : facts.degraded(),
                        null,
                        null,
                        null,
                        null,
                        null),
                PreparedDocument.of(file.documentId(), claimed.hash(), title, body, metadata, chunks));
    }

    /** The same one where nothing is to be cleaned: there may be very many. */
    private static Block clean(Block block) {
        String text = CleanText.of(block.text());
        return text.equals(block.text()) ? block : new Block(block.kind(), block.level(), block.page(), text);
    }

    private static String title(String given, String inside, String name) {
        if (!given.isEmpty()) {
            return given;
        }
        return inside.isBlank() ? FileNames.stem(name) : inside;
    }

    /** {@code 1, 2, 3, 7} is {@code "1-3, 7"}. */
    static String ranges(List<Integer> pages) {
        StringBuilder ranges = new StringBuilder();
        for (int i = 0; i < pages.size(); ) {
            int end = i;
            while (end + 1 < pages.size() && pages.get(end + 1) == pages.get(end) + 1) {
                end++;
            }
            ranges.append(ranges.isEmpty() ? "" : ", ").append(pages.get(i));
            if (end > i) {
                ranges.append('-').append(pages.get(end));
            }
            i = end + 1;
        }
        return ranges.toString();
    }

    private static void delete(@Nullable Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException left) {
            log.warn("A temporary file could not be deleted: {}", left.getMessage());
        }
    }
}
