package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorQuery;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIndexTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 77));
    private static final Vocabulary VOCABULARY = Vocabulary.bundled();
    private static final MaritimeAnalyzer ANALYZER = new MaritimeAnalyzer(VOCABULARY);
    private static final CodeExtractor CODES = new CodeExtractor(VOCABULARY);
    private static final QueryAnalyzer QUERIES = new QueryAnalyzer(new TextTerms(ANALYZER), CODES);

    private final LuceneIndex index = indexes(10_000).empty(YACHT);

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void nothingIsServedBeforeTheFirstPublication() {
        index.put(passage(1, "oil"));

        assertThat(index.acquire()).isNull();
    }

    @Test
    void whatIsPutReplacedAndRemovedIsSeenAfterTheNextPublication() {
        index.put(passage(1, "fuel pump"));
        index.put(passage(2, "fuel filter"));
        index.publish(1);
        try (IndexSnapshot before = snapshot()) {
            index.put(passage(1, "bilge pump"));
            index.remove(List.of(PassageKey.chunk(new UUID(0, 2))));
            index.publish(2);

            assertThat(find(before, "fuel")).containsExactlyInAnyOrder(1, 2);
            assertThat(before.generation()).isEqualTo(1);
            assertThat(find("fuel")).isEmpty();
            assertThat(find("bilge")).containsExactly(1);
        }
    }

    @Test
    void aHeldSnapshotOutlivesItsIndex() {
        index.put(passage(1, "fuel pump"));
        index.publish(1);
        IndexSnapshot held = snapshot();
        index.close();

        assertThat(find(held, "pump")).containsExactly(1);
        assertThat(held.passages(List.of(PassageKey.chunk(new UUID(0, 1))))).hasSize(1);
        assertThat(index.acquire()).isNull();
        held.close();
        held.close();
    }

    @Test
    void publishingWithoutAChangeRaisesTheGeneration() {
        index.put(passage(1, "oil"));
        index.publish(1);
        index.publish(5);

        try (IndexSnapshot snapshot = snapshot()) {
            assertThat(snapshot.generation()).isEqualTo(5);
            assertThat(snapshot.yacht()).isEqualTo(YACHT);
        }
        assertThat(find("oil")).containsExactly(1);
    }

    @Test
    void aTitleCountsForMoreThanAMention() {
        index.put(titled(1, "Shaft seal", "The seal is described here together with its many parts and tools."));
        index.put(titled(2, "Bilge pumps", "The seal is described here together with its many parts and tools."));
        index.publish(1);

        assertThat(find("seal")).startsWith(1);
    }

    @Test
    void aPassageAboutACodeBeatsOneThatMentionsItAndOneAboutItsNeighbour() {
        index.put(sectioned(1, "SPN 4364 FMI 18: low efficiency", "SPN 4364 FMI 18: low efficiency\nUrea is old."));
        index.put(sectioned(2, "SPN 4364 FMI 2: data wrong", "SPN 4364 FMI 2: data wrong\nSensors are swapped."));
        index.put(sectioned(3, "Urea quality", "Bad urea brings SPN 4364 FMI 2 and more of that kind in the log."));
        index.publish(1);

        for (String query : List.of("SPN 4364 FMI 2", "spn4364/2", "SPN-4364 fmi-2")) {
            assertThat(find(query)).as(query).startsWith(2, 3).contains(1);
        }
    }

    @Test
    void thePartItselfBeatsThePagesThatNameItAndPartsThatOnlyHoldTheNumber() {
        index.put(titled(1, "Seal 54-OR323014", "Seal 54-OR323014 is fitted with 54-OR323014 spacers."));
        index.put(part(2, "54-OR323014", "O-ring"));
        index.put(part(3, "54-OR323014-X", "Another ring"));
        index.publish(1);

        assertThat(find("54OR323014")).startsWith(2);
        assertThat(find("OR323014")).contains(1, 2, 3);
    }

    @Test
    void aRecordIsFoundByWhatCrewsCallItsKind() {
        index.put(titled(1, "Diaphragm", "Diaphragm for the watermaker"));
        index.put(part(2, "77-1201", "Diaphragm"));
        index.publish(1);

        assertThat(find("spare diaphragm")).startsWith(2);
        assertThat(find("diaphragm spare part")).startsWith(2);
    }

    @Test
    void aConceptIsFoundButTheWordItselfFirst() {
        index.put(passage(1, "The generator was started"));
        index.put(passage(2, "The genset was started"));
        index.put(passage(3, "In general it was started"));
        index.publish(1);

        assertThat(find("genset")).containsExactly(2, 1);
        assertThat(find("generators")).containsExactly(1, 2);
    }

    @Test
    void tiesComeInTheOrderOfIds() {
        for (int id : new int[] {5, 3, 9, 1}) {
            index.put(passage(id, "same text"));
        }
        index.publish(1);

        assertThat(find("text")).containsExactly(1, 3, 5, 9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"the of and", "zzzz", "AND (", "\"", "*", "\\", "oil* OR", "title:oil", "😀 zzz", "( ) [ ] { } x"
            })
    void queriesThatNameNothingStoredFindNothingAndBreakNothing(String query) {
        index.put(passage(1, "fuel pump"));
        index.publish(1);

        assertThat(find(query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "document_type, manual, '1,2'",
        "document_type, MANUAL, '1,2'",
        "document_type, manua, ''",
        "equipment_type, pump, '1,3'",
        "equipment_type, valve, '1'",
        "manufacturer, volvo penta, '2'",
        "model, 3512, '3'",
        "system, fuel, ''",
        "tags, ' Hot ', '1'",
        "source, a.md, '2'",
        "topic, safety, '3'",
        "document_id, 00000000-0000-0000-0000-000000000064, '1'"
    })
    void aFilterComparesWholeValuesWithoutCase(String filter, String value, String expected) {
        index.put(with(
                1,
                Map.of("document_type", "Manual", "equipment_type", List.of("pump", "valve"), "tags", List.of("hot"))));
        index.put(with(2, Map.of("document_type", "manual", "manufacturer", "Volvo Penta", "source", "a.md")));
        index.put(with(3, Map.of("document_type", "log", "equipment_type", "pump", "model", 3512, "topic", "safety")));
        index.publish(1);

        assertThat(find("text", filters(Map.of(filter, List.of(value)), null)))
                .containsExactlyInAnyOrderElementsOf(numbers(expected));
        assertThat(nearest(filters(Map.of(filter, List.of(value)), null)))
                .containsExactlyInAnyOrderElementsOf(numbers(expected));
    }

    @Test
    void valuesAreOredAndFiltersAnded() {
        index.put(with(1, Map.of("document_type", "manual", "system", "fuel")));
        index.put(with(2, Map.of("document_type", "log", "system", "fuel")));
        index.put(with(3, Map.of("document_type", "report", "system", "fuel")));
        index.put(with(4, Map.of("document_type", "manual", "system", "oil")));
        index.publish(1);

        SearchFilters both =
                filters(Map.of("document_type", List.of("manual", "log"), "system", List.of("fuel")), null);

        assertThat(find("text", both)).containsExactly(1, 2);
        assertThat(nearest(both)).containsExactlyInAnyOrder(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2024-01-01, 2024-12-31, '1,2'",
                "2024-01-02, 2024-12-31, '2'",
                "2024-01-01, 2024-12-30, '1'",
                "-, 2024-01-01, '1,3'",
                "2024-12-31, -, '2'",
                "2030-01-01, -, ''",
                "-, -, '1,2,3,4,5'"
            })
    void datesAreInclusiveAndWhatHasNoneIsOutside(@Nullable LocalDate start, @Nullable LocalDate end, String expected) {
        index.put(with(1, Map.of("date", "2024-01-01")));
        index.put(with(2, Map.of("date", "2024-12-31T10:00:00Z")));
        index.put(with(3, Map.of("date", "2019-06-01")));
        index.put(with(4, Map.of("date", "last summer")));
        index.put(with(5, Map.of()));
        index.publish(1);

        assertThat(find("text", filters(Map.of(), new DateRange(start, end)))).isEqualTo(numbers(expected));
    }

    @Test
    void contentsComeBackAsTheyWereStored() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", "T");
        metadata.put("tags", List.of("a", "b"));
        Passage stored =
                new Passage(new PassageKey(HitType.FAULT, new UUID(0, 4)), null, null, "T", "text", metadata, null);
        index.put(stored);
        index.put(passage(4, "chunk of the same id"));
        index.publish(1);

        try (IndexSnapshot snapshot = snapshot()) {
            var read = snapshot.passages(
                    List.of(stored.key(), PassageKey.chunk(new UUID(0, 4)), PassageKey.chunk(new UUID(9, 9))));
            assertThat(read).hasSize(2).containsEntry(stored.key(), stored);
            assertThat(Objects.requireNonNull(read.get(PassageKey.chunk(new UUID(0, 4))))
                            .documentId())
                    .isEqualTo(new UUID(0, 100));
            assertThat(snapshot.chunks()).isEqualTo(1);
        }
    }

    @Test
    void theGraphFindsWhatComparingAllFinds() {
        Random random = new Random(42);
        try (LuceneIndex graph = indexes(0).empty(YACHT);
                LuceneIndex exact = indexes(1_000_000).empty(YACHT)) {
            for (int id = 1; id <= 1_500; id++) {
                Passage passage = vectored(id, random(random), id % 100 == 0 ? "rare" : "usual");
                graph.put(passage);
                exact.put(passage);
            }
            graph.publish(1);
            exact.publish(1);
            try (IndexSnapshot approximate = Objects.requireNonNull(graph.acquire());
                    IndexSnapshot full = Objects.requireNonNull(exact.acquire())) {
                int found = 0;
                for (int i = 0; i < 20; i++) {
                    UnitVector query = random(random);
                    Set<PassageKey> truth = top10(full, query, SearchFilters.none());
                    Set<PassageKey> approximated = top10(approximate, query, SearchFilters.none());
                    assertThat(truth).hasSize(10);
                    truth.retainAll(approximated);
                    found += truth.size();
                }
                assertThat(found).as("of 200 nearest").isGreaterThanOrEqualTo(190);

                SearchFilters rare = filters(Map.of("system", List.of("rare")), null);
                UnitVector query = random(random);
                assertThat(top10(approximate, query, rare)).hasSize(10).isEqualTo(top10(full, query, rare));
            }
        }
    }

    @Test
    void aCosineIsACosine() {
        index.put(vectored(1, UnitVector.of(new float[] {1, 0, 0, 0}), "x"));
        index.put(vectored(2, UnitVector.of(new float[] {-1, 0, 0, 0}), "x"));
        index.put(vectored(3, UnitVector.of(new float[] {1, 1, 0, 0}), "x"));
        index.publish(1);

        try (IndexSnapshot snapshot = snapshot()) {
            RankedList found =
                    snapshot.nearest(vectorQuery(UnitVector.of(new float[] {2, 0, 0, 0}), SearchFilters.none()));
            assertThat(found.candidates())
                    .extracting(Candidate::score)
                    .satisfiesExactly(
                            one -> assertThat(one).isCloseTo(1.0, org.assertj.core.data.Offset.offset(1e-5)),
                            two -> assertThat(two).isCloseTo(Math.sqrt(0.5), org.assertj.core.data.Offset.offset(1e-5)),
                            three -> assertThat(three).isCloseTo(-1.0, org.assertj.core.data.Offset.offset(1e-5)));
        }
    }

    @Test
    void aPassedDeadlineIsLateAndNotEmpty() {
        index.put(passage(1, "oil"));
        index.put(vectored(2, UnitVector.of(new float[] {1, 0, 0, 0}), "x"));
        index.publish(1);
        Deadline passed = Deadline.in(Duration.ZERO);

        try (IndexSnapshot snapshot = snapshot()) {
            assertThatThrownBy(() -> snapshot.matching(
                            new LexicalQuery(QUERIES.analyse("oil"), SearchFilters.none(), 10, passed)))
                    .isInstanceOf(LateSearchException.class);
            assertThatThrownBy(() -> snapshot.nearest(
                            new VectorQuery(UnitVector.of(new float[] {1, 0, 0, 0}), SearchFilters.none(), 10, passed)))
                    .isInstanceOf(LateSearchException.class);
        }
    }

    @Test
    void aMonstrousPassageIsIndexedAllTheSame() {
        Map<String, Object> metadata = Map.of("model", "m".repeat(40_000));
        index.put(new Passage(
                PassageKey.chunk(new UUID(0, 1)),
                null,
                0,
                "t",
                "x".repeat(100_000) + " oil " + "1-".repeat(50_000),
                metadata,
                null));
        index.publish(1);

        assertThat(find("oil")).containsExactly(1);
    }

    private static LuceneIndexes indexes(int exactVectors) {
        return new LuceneIndexes(
                new LexicalProperties(0.9f, 0.4f, 2, 1, 1, 3, 1.3f, 0.75f, exactVectors), ANALYZER, CODES);
    }

    private IndexSnapshot snapshot() {
        return Objects.requireNonNull(index.acquire());
    }

    private List<Integer> find(String query) {
        return find(query, SearchFilters.none());
    }

    private List<Integer> find(String query, SearchFilters filters) {
        try (IndexSnapshot snapshot = snapshot()) {
            return ids(snapshot.matching(new LexicalQuery(QUERIES.analyse(query), filters, 100, soon())));
        }
    }

    private static List<Integer> find(IndexSnapshot snapshot, String query) {
        return ids(snapshot.matching(new LexicalQuery(QUERIES.analyse(query), SearchFilters.none(), 100, soon())));
    }

    private List<Integer> nearest(SearchFilters filters) {
        try (IndexSnapshot snapshot = snapshot()) {
            return ids(snapshot.nearest(vectorQuery(UnitVector.of(new float[] {1, 1, 0, 0}), filters)));
        }
    }

    private static Set<PassageKey> top10(IndexSnapshot snapshot, UnitVector query, SearchFilters filters) {
        Set<PassageKey> keys = new HashSet<>();
        snapshot.nearest(vectorQuery(query, filters)).candidates().stream()
                .limit(10)
                .forEach(each -> keys.add(each.key()));
        return keys;
    }

    private static VectorQuery vectorQuery(UnitVector vector, SearchFilters filters) {
        return new VectorQuery(vector, filters, 100, soon());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private static List<Integer> ids(RankedList list) {
        return list.candidates().stream()
                .map(each -> (int) each.key().id().getLeastSignificantBits())
                .toList();
    }

    private static List<Integer> numbers(String list) {
        return list.isEmpty()
                ? List.of()
                : java.util.Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }

    private static UnitVector random(Random random) {
        float[] values = new float[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return UnitVector.of(values);
    }

    private static Passage passage(int id, String content) {
        return new Passage(PassageKey.chunk(new UUID(0, id)), new UUID(0, 100), 0, "Manual", content, Map.of(), null);
    }

    private static Passage titled(int id, String title, String content) {
        return new Passage(PassageKey.chunk(new UUID(0, id)), null, 0, title, content, Map.of("title", title), null);
    }

    private static Passage sectioned(int id, String section, String content) {
        return new Passage(
                PassageKey.chunk(new UUID(0, id)), null, 0, "Fault codes", content, Map.of("section", section), null);
    }

    private static Passage with(int id, Map<String, Object> metadata) {
        return new Passage(
                PassageKey.chunk(new UUID(0, id)),
                new UUID(0, 99 + id),
                0,
                "t",
                "same text",
                metadata,
                UnitVector.of(new float[] {1, id, 0, 0}));
    }

    private static Passage part(int id, String number, String name) {
        return new Passage(
                new PassageKey(HitType.PART, new UUID(0, id)),
                null,
                null,
                name,
                number + " " + name,
                Map.of("title", name, "part_number", number),
                null);
    }

    private static Passage vectored(int id, UnitVector vector, String system) {
        return new Passage(PassageKey.chunk(new UUID(0, id)), null, 0, "t", "text", Map.of("system", system), vector);
    }

    private static SearchFilters filters(Map<String, List<String>> values, @Nullable DateRange dates) {
        return new SearchFilters(
                values.get("equipment_type"),
                values.get("document_type"),
                values.get("manufacturer"),
                values.get("model"),
                values.get("system"),
                values.get("source"),
                values.get("topic"),
                values.get("tags"),
                values.get("document_id"),
                dates);
    }
}
