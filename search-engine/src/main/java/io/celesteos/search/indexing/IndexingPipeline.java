package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.EmbeddingBackfill;
import io.celesteos.search.lifecycle.IndexWatch;
import io.celesteos.search.tenancy.YachtRoster;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents in: checked, chunked, stored in one transaction. From then on the text can be found; the vectors
 * follow in the background and the job tells how far they are.
 */
@Component
final class IndexingPipeline {

    private final YachtRoster roster;
    private final Chunker chunker;
    private final DocumentStore store;
    private final IndexWatch watch;
    private final EmbeddingBackfill backfill;
    private final JsonMapper json;
    private final Validator validator;

    IndexingPipeline(
            YachtRoster roster,
            Chunker chunker,
            DocumentStore store,
            IndexWatch watch,
            EmbeddingBackfill backfill,
            JsonMapper json,
            Validator validator) {
        this.roster = roster;
        this.chunker = chunker;
        this.store = store;
        this.watch = watch;
        this.backfill = backfill;
        this.json = json;
        this.validator = validator;
    }

    DocumentsAccepted accept(DocumentSubmission submission) {
        return store(
                submission.yachtId(),
                List.of(prepare(
                        submission.yachtId(), "", submission.title(), submission.text(), submission.metadata())));
    }

    DocumentsAccepted accept(DocumentBatch batch) {
        return store(batch.yachtId(), prepared(batch));
    }

    /** What would be stored; nothing is. */
    List<PreparedDocument> prepared(DocumentBatch batch) {
        if (batch.documents().size() > DocumentBatch.MOST) {
            throw ProblemException.invalid(
                    ProblemType.TOO_MANY_TEXTS,
                    "Send at most " + DocumentBatch.MOST + " documents in one request.",
                    List.of(new FieldProblem(
                            "documents", "has " + batch.documents().size() + " entries")));
        }
        List<PreparedDocument> documents = new ArrayList<>();
        for (DocumentBatch.Item item : batch.documents()) {
            String field = "documents[" + documents.size() + "].";
            requireValid(item, field);
            documents.add(prepare(batch.yachtId(), field, item.title(), item.text(), item.metadata()));
        }
        return documents;
    }

    private void requireValid(DocumentBatch.@Nullable Item item, String field) {
        if (item == null) {
            throw ProblemException.invalidField(field.substring(0, field.length() - 1), "must be an object");
        }
        List<FieldProblem> wrong = validator.validate(item).stream()
                .map(each -> new FieldProblem(field + each.getPropertyPath(), each.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::field))
                .toList();
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(
                    ProblemType.INVALID_REQUEST,
                    wrong.getFirst().field() + " " + wrong.getFirst().message(),
                    wrong);
        }
    }

    void delete(YachtId yacht, UUID document) {
        roster.admit(yacht);
        if (!store.delete(yacht, document)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "This yacht has no document " + document + ".");
        }
        watch.nudge();
    }

    DocumentList list(YachtId yacht, int limit, int offset) {
        roster.admit(yacht);
        return store.list(yacht, limit, offset);
    }

    private PreparedDocument prepare(
            YachtId yacht, String field, String title, String text, @Nullable Map<String, Object> metadata) {
        String cleanTitle = CleanText.of(title).strip();
        String cleanText = CleanText.of(text);
        SortedMap<String, Object> checked = DocumentMetadata.checked(field + "metadata", metadata);
        if (cleanTitle.isEmpty()) {
            throw ProblemException.invalidField(field + "title", "must hold more than control characters");
        }
        List<Chunk> chunks = chunker.chunk(cleanTitle, cleanText);
        if (chunks.isEmpty()) {
            throw ProblemException.invalidField(field + "text", "must hold more than blanks and control characters");
        }
        return PreparedDocument.of(yacht, cleanTitle, cleanText, checked, chunks, json);
    }

    private DocumentsAccepted store(YachtId yacht, List<PreparedDocument> documents) {
        roster.admit(yacht);
        Map<UUID, PreparedDocument> distinct = new LinkedHashMap<>();
        documents.forEach(document -> distinct.putIfAbsent(document.id(), document));
        UUID job = store.store(yacht, List.copyOf(distinct.values()));
        watch.nudge();
        backfill.wake(yacht);
        return new DocumentsAccepted(
                job, documents.stream().map(PreparedDocument::id).toList());
    }
}
