package io.celesteos.search.lexical;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.retrieval.FilterValues;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Passages as Lucene documents, and back. Thread-safe. */
final class PassageDocuments {

    /** Lucene refuses longer terms; nothing that long is a name to filter by. */
    private static final int LONGEST_FILTER_VALUE = 1_000;

    private static final List<String> METADATA_TEXT = List.of(
            "equipment",
            "equipment_names",
            "equipment_type",
            "manufacturer",
            "model",
            "system",
            "document_type",
            "tags");
    private static final String DOCUMENT_TYPE = "document_type";
    private static final FieldType TEXT = new FieldType();
    private static final FieldType WRITTEN = new FieldType();
    private static final FieldType CODE = new FieldType();
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    static {
        // Without places: no query asks for neighbours, and a repeated title has none.
        TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        TEXT.freeze();
        WRITTEN.setOmitNorms(true);
        WRITTEN.setIndexOptions(IndexOptions.DOCS);
        WRITTEN.freeze();
        CODE.setTokenized(false);
        // A code in a short passage says no more than one in a long one.
        CODE.setOmitNorms(true);
        CODE.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        CODE.freeze();
    }

    private final LexicalProperties weights;
    private final CodeExtractor codes;
    private final JsonMapper json = JsonMapper.builder().build();

    PassageDocuments(LexicalProperties weights, CodeExtractor codes) {
        this.weights = weights;
        this.codes = codes;
    }

    /** The searched texts of a passage. */
    record Texts(String title, String content, String metadata) {

        static Texts of(Passage passage) {
            return new Texts(
                    passage.title() + "\n" + passage.text("section"),
                    passage.content(),
                    (kind(passage.key().type()) + "\n" + lines(passage, METADATA_TEXT)).strip());
        }

        /** What crews call such a record: "spare for the watermaker" means a part although no part says so. */
        private static String kind(HitType type) {
            return switch (type) {
                case PART -> "spare part";
                case WORK_ORDER -> "work order, job";
                case FAULT -> "fault";
                case EQUIPMENT, DOCUMENT_CHUNK -> "";
            };
        }
    }

    Document write(Passage passage) {
        Document document = new Document();
        document.add(new StringField(Fields.KEY, passage.key().term(), Field.Store.YES));
        document.add(
                new BinaryDocValuesField(Fields.KEY, new BytesRef(passage.key().term())));
        document.add(new StringField(Fields.TYPE, passage.key().type().name(), Field.Store.NO));
        Texts texts = Texts.of(passage);
        kindOf(passage).ifPresent(kind -> document.add(new SortedDocValuesField(Fields.KIND, new BytesRef(kind))));
        addText(document, texts.title(), weights.titleWeight());
        addText(document, texts.content(), weights.contentWeight());
        addText(document, texts.metadata(), weights.metadataWeight());
        addCodes(document, passage, texts);
        addFilters(document, passage);
        addStored(document, passage);
        return document;
    }

    /** {@code fault}, {@code part}; for a chunk the type of its document, empty where it has none. */
    static Optional<String> kindOf(Passage passage) {
        return passage.key().type() == HitType.DOCUMENT_CHUNK
                ? FilterValues.of(passage, DOCUMENT_TYPE).stream()
                        .filter(kind -> kind.length() <= LONGEST_FILTER_VALUE)
                        .findFirst()
                : Optional.of(passage.key().type().name().toLowerCase(Locale.ROOT));
    }

    /**
     * BM25F by repetition: frequency and length come out as the weighted sums over the fields, and a search
     * sees one field, whose postings can be skipped by what they can still score.
     */
    private static void addText(Document document, String text, int weight) {
        for (int i = 0; i < weight; i++) {
            document.add(new Field(Fields.TEXT, text, TEXT));
        }
        document.add(new Field(MaritimeAnalyzer.WRITTEN, text, WRITTEN));
    }

    Passage read(Document document) {
        String documentId = document.get(Fields.stored(Fields.DOCUMENT_ID));
        IndexableField chunkIndex = document.getField(Fields.stored(Fields.CHUNK_INDEX));
        return new Passage(
                key(document.get(Fields.KEY)),
                documentId == null ? null : UUID.fromString(documentId),
                chunkIndex == null ? null : chunkIndex.numericValue().intValue(),
                document.get(Fields.stored(Fields.TITLE)),
                document.get(Fields.stored(Fields.CONTENT)),
                json.readValue(document.get(Fields.stored(Fields.METADATA)), METADATA),
                null);
    }

    static PassageKey key(String term) {
        int colon = term.indexOf(':');
        return new PassageKey(HitType.valueOf(term.substring(0, colon)), UUID.fromString(term.substring(colon + 1)));
    }

    /**
     * Once for the headings and once for the rest: a passage about a code beats one that mentions it. Twice more
     * for what a record is called, in full: the part itself beats the pages that name it.
     */
    private void addCodes(Document document, Passage passage, Texts texts) {
        for (String part : List.of(texts.title(), texts.content() + "\n" + texts.metadata())) {
            Set<String> forms = new HashSet<>();
            codes.mentions(part).forEach(mention -> forms.addAll(mention.forms()));
            forms.forEach(form -> document.add(new Field(Fields.CODES, form, CODE)));
        }
        Set<String> names = new HashSet<>();
        codes.asked(name(passage)).stream()
                .filter(code -> code.query().certain())
                .forEach(code -> names.addAll(code.query().forms().keySet()));
        for (String form : names) {
            document.add(new Field(Fields.CODES, form, CODE));
            document.add(new Field(Fields.CODES, form, CODE));
        }
    }

    /** A fault's code is not its name: it belongs to the page that explains it. */
    private static String name(Passage passage) {
        return switch (passage.key().type()) {
            case EQUIPMENT -> lines(passage, List.of("code", "aliases"));
            case PART -> lines(passage, List.of("part_number"));
            case WORK_ORDER -> lines(passage, List.of("number"));
            case FAULT, DOCUMENT_CHUNK -> "";
        };
    }

    private static void addFilters(Document document, Passage passage) {
        for (String filter : FilterValues.FROM_METADATA) {
            addFilter(document, passage, filter);
            addFacet(document, passage, filter);
        }
        addFilter(document, passage, FilterValues.DOCUMENT_ID);
        Recurrences.series(passage)
                .filter(series -> series.length() <= LONGEST_FILTER_VALUE)
                .ifPresent(series -> {
                    document.add(new StringField(Fields.SERIES, series, Field.Store.NO));
                    document.add(new SortedDocValuesField(Fields.SERIES, new BytesRef(series)));
                });
        FilterValues.day(passage).ifPresent(day -> document.add(new LongField(Fields.DATE, day, Field.Store.NO)));
    }

    private static void addFilter(Document document, Passage passage, String filter) {
        for (String value : FilterValues.of(passage, filter)) {
            if (value.length() <= LONGEST_FILTER_VALUE) {
                document.add(new StringField(Fields.filter(filter), value, Field.Store.NO));
            }
        }
    }

    private static void addFacet(Document document, Passage passage, String filter) {
        FilterValues.written(passage, filter).forEach((normal, written) -> {
            if (written.length() <= LONGEST_FILTER_VALUE) {
                document.add(new SortedSetDocValuesField(
                        Fields.facet(filter), new BytesRef(FacetCounter.value(normal, written))));
            }
        });
    }

    private void addStored(Document document, Passage passage) {
        if (passage.documentId() != null) {
            document.add(new StoredField(
                    Fields.stored(Fields.DOCUMENT_ID), passage.documentId().toString()));
        }
        if (passage.chunkIndex() != null) {
            document.add(new StoredField(Fields.stored(Fields.CHUNK_INDEX), passage.chunkIndex()));
        }
        document.add(new StoredField(Fields.stored(Fields.TITLE), passage.title()));
        document.add(new StoredField(Fields.stored(Fields.CONTENT), passage.content()));
        document.add(new StoredField(Fields.stored(Fields.METADATA), json.writeValueAsString(passage.metadata())));
    }

    private static String lines(Passage passage, List<String> names) {
        StringJoiner lines = new StringJoiner("\n");
        for (String name : names) {
            switch (passage.metadata().get(name)) {
                case String text -> lines.add(text);
                case Collection<?> list -> list.forEach(each -> lines.add(String.valueOf(each)));
                case null, default -> {}
            }
        }
        return lines.toString();
    }
}
