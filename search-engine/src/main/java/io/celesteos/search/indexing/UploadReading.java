package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.search.FileReport.FileStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.EmbeddingBackfill;
import io.celesteos.search.lifecycle.IndexWatch;
import io.celesteos.search.reading.Block;
import io.celesteos.search.reading.ChildReader;
import io.celesteos.search.reading.FileNames;
import io.celesteos.search.reading.ReadFile;
import io.celesteos.search.reading.ReadingProperties;
import io.celesteos.search.reading.UnreadableFileException;
import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/** Reads the files of one job: each is stored by itself, whole or not at all, and one that is wrong stops no other. */
@Component
final class UploadReading {

    private static final Logger log = LoggerFactory.getLogger(UploadReading.class);
    private static final int LONGEST_REASON = 500;

    /** A file that was begun so often and never settled ends what reads it; the others must not wait for it. */
    private static final int MOST_CLAIMS = 4;

    private final UploadStore store;
    private final FileChunker chunker;
    private final FoundMetadata found;
    private final IndexWatch watch;
    private final EmbeddingBackfill backfill;
    private final Duration lease;

    UploadReading(
            UploadStore store,
            FileChunker chunker,
            FoundMetadata found,
            IndexWatch watch,
            EmbeddingBackfill backfill,
            ReadingProperties properties) {
        this.store = store;
        this.chunker = chunker;
        this.found = found;
        this.watch = watch;
        this.backfill = backfill;
        // A file's time, and time to store it.
        this.lease = properties.time().multipliedBy(2).plusSeconds(60);
    }

    /** @return false when no job of the yacht's was waiting */
    boolean readOne(YachtId yacht, ChildReader reader) throws InterruptedException {
        Optional<Upload.Waiting> claimed = store.claim(yacht, lease);
        if (claimed.isEmpty()) {
            return false;
        }
        Upload.Waiting job = claimed.get();
        List<FileReport> reports = new ArrayList<>(job.files());
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).status() != FileStatus.WAITING) {
                continue;
            }
            boolean poison = reports.equals(job.files()) && job.claims() > MOST_CLAIMS;
            Read read = poison
                    ? failed(reports.get(i), Reason.READER_FAILED, "was given up after " + MOST_CLAIMS + " attempts")
                    : read(yacht, job, i, reader);
            if (!store.settle(yacht, job.job(), i, read.report(), read.document(), lease)) {
                log.info("Job {} is not read any further", job.job());
                return true;
            }
            reports.set(i, read.report());
            if (read.document() != null) {
                watch.nudge();
                backfill.wake(yacht);
            }
        }
        store.finish(
                yacht,
                new Upload.Waiting(job.job(), job.title(), job.metadata(), job.hashes(), reports, 0),
                unread(reports));
        backfill.wake(yacht);
        return true;
    }

    private record Read(FileReport report, @Nullable PreparedDocument document) {}

    private Read read(YachtId yacht, Upload.Waiting job, int position, ChildReader reader) throws InterruptedException {
        FileReport file = job.files().get(position);
        if (store.known(yacht, file.documentId())) {
            return new Read(FileReport.duplicate(file.name(), file.documentId()), null);
        }
        Path copy = null;
        try {
            copy = Files.createTempFile("upload-", ".file");
            store.copy(yacht, job.job(), position, copy);
            return stored(yacht, job, position, reader.read(copy, file.name()));
        } catch (UnreadableFileException refused) {
            return failed(file, refused.reason(), refused.words());
        } catch (IOException noRoom) {
            log.warn("A file could not be read here: {}", noRoom.getMessage());
            return failed(file, Reason.READER_FAILED, "could not be read here: no room or no process; send it again");
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

    private Read stored(YachtId yacht, Upload.Waiting job, int position, ReadFile read) throws UnreadableFileException {
        FileReport file = job.files().get(position);
        String title =
                CleanText.of(title(job.title(), read.title(), file.name())).strip();
        List<Block> blocks = read.blocks().stream()
                .map(each -> new Block(each.kind(), each.level(), each.page(), CleanText.of(each.text())))
                .toList();
        List<Chunk> chunks = chunker.chunk(title, blocks);
        if (chunks.isEmpty()) {
            throw new UnreadableFileException(Reason.NO_TEXT, "holds no text");
        }
        FoundMetadata.Found facts = found.in(yacht, title, chunks);
        SortedMap<String, Object> metadata = new TreeMap<>(facts.metadata());
        metadata.put("file_name", file.name());
        metadata.put("format", read.format().code());
        metadata.putIfAbsent("source", file.name());
        metadata.putAll(job.metadata());
        String body = blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
        PreparedDocument document =
                PreparedDocument.of(file.documentId(), job.hashes().get(position), title, body, metadata, chunks);
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
                        null),
                document);
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

    private static String unread(List<FileReport> reports) {
        List<String> reasons = reports.stream()
                .filter(each -> each.status() == FileStatus.FAILED)
                .map(each -> each.name() + " " + each.error())
                .toList();
        if (reasons.isEmpty()) {
            return "";
        }
        String all =
                reasons.size() + " of " + reports.size() + " files could not be read: " + String.join("; ", reasons);
        return all.length() <= LONGEST_REASON ? all : all.substring(0, LONGEST_REASON) + "…";
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
