package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One yacht with manuals, logs and records, asked through both engines. */
class SearchIT {

    private static final Engines ENGINES = Engines.shared();
    private static YachtId yacht;
    private static UUID faultCodes;
    private static UUID cooling;

    @BeforeAll
    static void load() {
        yacht = ENGINES.newYacht();
        faultCodes = ENGINES.store(
                yacht,
                "Generator fault codes, NOx and SCR",
                """
                # Generator fault codes
                ## SPN 4364 FMI 2: conversion efficiency data wrong
                Meaning: the two NOx sensors of one D13 give a sum that cannot be, such as more NOx out than in. Causes:
                sensors swapped or ageing, CAN drop-outs, exhaust leak between engine and catalyst.
                ## SPN 4364 FMI 18: low conversion efficiency
                Meaning: reduction is moderately below normal. Causes, most likely first: diluted or old urea, partly
                blocked doser, crystals in the mixer. Remedy: clean, fresh AdBlue, healing run of sixty minutes.
                ## SPN 3216 FMI 9: inlet sensor message missing
                Meaning: the sensor before the catalyst is silent on the bus. Checks: fuse F12, plug, 60 ohm across CAN.
                """,
                Map.of(
                        "document_type",
                        "manual",
                        "equipment_type",
                        List.of("exhaust_aftertreatment"),
                        "manufacturer",
                        "Volvo Penta",
                        "system",
                        "exhaust",
                        "date",
                        "2023-02-06",
                        "tags",
                        List.of("fault codes", "SCR")));
        cooling = ENGINES.store(
                yacht,
                "Main engine cooling",
                """
                ## Jacket water
                The CAT 3512C main engines overheat when the jacket water thermostats stick or the sea water strainer is
                blocked. Normal is 82 to 88 degrees, alarm at 99, shutdown at 107.
                ## Sea water pump
                The impeller of the sea water pump is renewed every 2000 hours; alarm E047 tells of low sea water pressure.
                """,
                Map.of(
                        "document_type",
                        "manual",
                        "equipment_type",
                        List.of("main_engine"),
                        "manufacturer",
                        "Caterpillar",
                        "model",
                        "3512C",
                        "system",
                        "cooling",
                        "date",
                        "2023-05-02"));
        ENGINES.store(
                yacht,
                "Engineering log 2024",
                """
                ## 31 December 2024, stabiliser
                Port stabiliser fin leaks oil at the shaft seal, four drops a minute. Seal 54-OR323014 ordered.
                """,
                Map.of("document_type", "log", "date", "2024-12-31", "equipment_type", List.of("stabiliser")));
        ENGINES.store(
                yacht,
                "Handover January 2024",
                """
                ## Purifiers
                Separator one trips on low bowl speed; belt to be changed by the relief. Filter MTU-X00123456 is on order.
                """,
                Map.of(
                        "document_type",
                        "handover",
                        "date",
                        "2024-01-01",
                        "source",
                        "handover.md",
                        "topic",
                        "purifier"));
        ENGINES.store(
                yacht,
                "Standing orders",
                "## Watches\nThe gangway is never left alone while guests are ashore.",
                Map.of());
        records();
        ENGINES.both()
                .forEach(engine -> await().until(() ->
                        !engine.search(yacht, "WO-77").values("/type").isEmpty()));
    }

    private static void records() {
        Object id = yacht.value();
        ENGINES.owner.update("""
                insert into equipment (id, yacht_id, code, name, type, manufacturer, model, system, zone, aliases, demo)
                values (?, ?, 'GEN-1', 'Generator 1', 'generator', 'Volvo Penta', 'D13', 'power', 'ER-UP', '{Gen 1,DG1}', true)""", UUID.randomUUID(), id);
        ENGINES.owner.update("""
                insert into parts (id, yacht_id, part_number, name, manufacturer, equipment, quantity, minimum, location, unit)
                values (?, ?, '21707132', 'Lube oil filter, full flow', 'Volvo Penta', '{GEN-1}', 12, 6, 'ER-US', 'pcs')""", UUID.randomUUID(), id);
        ENGINES.owner.update("""
                insert into faults (id, yacht_id, code, occurred_on, equipment, title, description, resolution, severity, status)
                values (?, ?, 'SPN 110 FMI 0', '2024-04-08', 'GEN-1', 'Shutdown on high coolant temperature',
                    'Impeller lost three blades', 'Impeller replaced', 'high', 'resolved')""", UUID.randomUUID(), id);
        ENGINES.owner.update("""
                insert into work_orders (id, yacht_id, number, created_on, equipment, title, type, priority, status, due_date)
                values (?, ?, 'WO-77', '2024-06-01', 'GEN-1', 'Five hundred hour service', 'preventive', 'medium', 'open', '2024-07-01')""", UUID.randomUUID(), id);
    }

    static Stream<Engine> engines() {
        return ENGINES.both().stream();
    }

    static Stream<String> queries() {
        return Stream.of(
                "SPN 4364 FMI 2",
                "spn4364/18",
                "CAT 3512 overheating",
                "E047",
                "stabilizer fin leaking",
                "gangway",
                "what do I do about old urea in the doser?",
                "54OR323014",
                "purifier belt",
                "NOx sensors");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void bothHomesOfVectorsGiveTheSameAnswer(String query) {
        for (String type : List.of("hybrid", "vector", "bm25")) {
            Map<String, Object> more = Map.of("search_type", type, "top_k", 20);
            var one = ENGINES.lucene.search(yacht, query, more);
            var other = ENGINES.pgvector.search(yacht, query, more);

            assertThat(one.status()).isEqualTo(200);
            assertThat(one.degraded()).isEmpty();
            assertThat(other.values("/id")).as(type).isEqualTo(one.values("/id"));
            assertThat(one.body().at("/search_metadata/search_type").asString()).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SPN 4364 FMI 2                | SPN 4364 FMI 2: conversion
            SPN4364/2                     | SPN 4364 FMI 2: conversion
            spn-4364 fmi-18               | SPN 4364 FMI 18: low
            CAT 3512 overheating          | Jacket water
            CAT3512C                      | Jacket water
            E-047                         | Sea water pump
            54 OR 323014                  | 31 December 2024
            X00123456                     | Purifiers
            stabilizer fin leak           | 31 December 2024
            separator bowl speed          | Purifiers
            """)
    void theRightPageIsFirst(String query, String startsWith) {
        assertThat(ENGINES.lucene.search(yacht, query).values("/content").getFirst())
                .startsWith(startsWith);
    }

    @Test
    void anAnswerIsWhatTheContractSays() {
        var answer = ENGINES.lucene.search(yacht, "CAT 3512 overheating", Map.of("top_k", 3));

        JsonNode hit = answer.body().at("/results/0");
        assertThat(answer.body().at("/results").size()).isEqualTo(3);
        assertThat(UUID.fromString(hit.at("/id").asString())).isNotNull();
        assertThat(hit.at("/type").asString()).isEqualTo("document_chunk");
        assertThat(hit.at("/document_id").asString()).isEqualTo(cooling.toString());
        assertThat(hit.at("/chunk_index").asInt()).isZero();
        assertThat(hit.at("/metadata/title").asString()).isEqualTo("Main engine cooling");
        assertThat(hit.at("/metadata/section").asString()).isEqualTo("Jacket water");
        assertThat(hit.at("/metadata/model").asString()).isEqualTo("3512C");
        assertThat(hit.at("/highlights").toString()).contains("CAT 3512C").contains("overheat");
        assertThat(hit.at("/snippet").asString()).contains("<mark>CAT 3512C</mark>");
        assertThat(hit.at("/score").asDouble()).isBetween(0.0, 1.0);
        assertThat(hit.at("/scores/bm25").asDouble()).isPositive();
        assertThat(hit.at("/scores/vector").asDouble()).isBetween(-1.0, 1.0);
        assertThat(hit.at("/scores/fusion").asDouble()).isPositive();
        assertThat(hit.has("explanation")).isFalse();
        JsonNode metadata = answer.body().at("/search_metadata");
        assertThat(metadata.at("/bm25_results").asInt()).isPositive();
        assertThat(metadata.at("/vector_results").asInt()).isEqualTo(8);
        assertThat(metadata.at("/reranked").asBoolean()).isTrue();
        assertThat(metadata.at("/latency_ms").isInt()).isTrue();
        assertThat(metadata.at("/fusion/k").asInt()).isEqualTo(60);
        assertThat(metadata.at("/models/embedding").asString()).isEqualTo("bge-small-en-v1.5");
        assertThat(metadata.at("/timings_ms").propertyNames()).contains("embed", "bm25", "vector", "fuse", "rerank");
        assertThat(metadata.at("/degraded").isEmpty()).isTrue();
        assertThat(answer.headers().firstValue("Server-Timing"))
                .hasValueSatisfying(timing -> assertThat(timing).contains("bm25;dur="));
        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
    }

    @Test
    void scoresFallAndTheSecondPageIsTheRestOfTheFirst() {
        List<Double> scores = new ArrayList<>();
        var ten = ENGINES.lucene.search(yacht, "engine sensor water", Map.of("top_k", 10));
        ten.body().at("/results").forEach(hit -> scores.add(hit.at("/score").asDouble()));

        assertThat(scores).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(ENGINES.lucene
                        .search(yacht, "engine sensor water", Map.of("top_k", 4))
                        .values("/id"))
                .isEqualTo(ten.values("/id").subList(0, 4));
    }

    @Test
    void anExplanationAddsUp() {
        var answer = ENGINES.lucene.search(
                yacht,
                "sea water pump",
                Map.of("explain", true, "rrf_k", 10, "weights", Map.of("bm25", 2, "vector", 0.5)));

        JsonNode hit = answer.body().at("/results/0");
        JsonNode explanation = hit.at("/explanation");
        double expected = 2.0 / (10 + explanation.at("/bm25/rank").asInt())
                + 0.5 / (10 + explanation.at("/vector/rank").asInt());
        assertThat(hit.at("/scores/fusion").asDouble()).isEqualTo(expected);
        assertThat(explanation.at("/query_kind").asString()).isEqualTo("keywords");
        assertThat(explanation.at("/bm25/contribution").asDouble()
                        + explanation.at("/vector/contribution").asDouble())
                .isEqualTo(expected);
    }

    @Test
    void anExplanationNamesEveryTermAndAddsUpToTheScoreOfItsBranch() {
        for (Engine engine : ENGINES.both()) {
            var answer = engine.search(
                    yacht, "genset SPN 4364 FMI 2 sensors", Map.of("explain", true, "top_k", 20, "rerank", false));

            answer.body().at("/results").forEach(hit -> {
                JsonNode explanation = hit.at("/explanation");
                double sum = 0;
                for (JsonNode term : explanation.at("/bm25/terms")) {
                    sum += term.at("/counted").asBoolean() ? term.at("/score").asDouble() : 0;
                    assertThat(term.at("/fields").size()).isPositive();
                }
                assertThat(sum)
                        .isCloseTo(hit.at("/scores/bm25").asDouble(0), org.assertj.core.data.Offset.offset(1e-3));
                assertThat(explanation.at("/fusion").asDouble())
                        .isCloseTo(
                                explanation.at("/bm25/contribution").asDouble(0)
                                        + explanation.at("/vector/contribution").asDouble(0)
                                        + explanation
                                                .at("/records/contribution")
                                                .asDouble(0),
                                org.assertj.core.data.Offset.offset(1e-9));
                assertThat(explanation.at("/rerank/applied").asBoolean()).isFalse();
                assertThat(explanation.at("/fused_rank").asInt())
                        .isEqualTo(explanation.at("/rank").asInt());
            });
            assertThat(answer.body().at("/results/0/explanation/rank").asInt()).isEqualTo(1);
        }
    }

    @Test
    void pagesTogetherAreTheWholeAnswer() {
        Map<String, Object> wide = Map.of("top_k", 50);
        for (Engine engine : ENGINES.both()) {
            List<String> whole =
                    engine.search(yacht, "engine sea water sensors", wide).values("/id");
            List<String> seen = new ArrayList<>();
            Map<String, Object> turn = new LinkedHashMap<>(Map.of("top_k", 3));
            for (int page = 0; page < 50; page++) {
                var answer = engine.search(yacht, "engine sea water sensors", turn);
                assertThat(answer.status()).isEqualTo(200);
                seen.addAll(answer.values("/id"));
                JsonNode next = answer.body().at("/search_metadata/next_page_token");
                if (next.isMissingNode()) {
                    break;
                }
                turn.put("page_token", next.asString());
            }

            assertThat(seen).isEqualTo(whole).hasSizeGreaterThan(6);
        }
    }

    @Test
    void aPageTokenFitsItsOwnSearchAndYachtOnly() {
        String next = ENGINES.lucene
                .search(yacht, "engine sea water sensors", Map.of("top_k", 2))
                .body()
                .at("/search_metadata/next_page_token")
                .asString();
        Map<String, Object> turn = Map.of("top_k", 2, "page_token", next);

        assertThat(ENGINES.lucene
                        .search(yacht, "engine sea water sensors", turn)
                        .status())
                .isEqualTo(200);
        for (var other : List.of(
                ENGINES.lucene.search(yacht, "engine sea water", turn),
                ENGINES.lucene.search(ENGINES.newYacht(), "engine sea water sensors", turn))) {
            assertThat(other.status()).isEqualTo(400);
            assertThat(other.body().at("/errors/0/field").asString()).isEqualTo("page_token");
        }
    }

    @Test
    void aMistypedWordIsMendedFromTheYachtsOwnWordsAndSaidSo() {
        for (Engine engine : ENGINES.both()) {
            var answer = engine.search(yacht, "thermosats stick", Map.of("search_type", "bm25"));

            assertThat(answer.values("/content").getFirst()).startsWith("Jacket water");
            assertThat(answer.body().at("/search_metadata/corrected/0/from").asString())
                    .isEqualTo("thermosats");
            assertThat(answer.body().at("/search_metadata/corrected/0/to").asString())
                    .isEqualTo("thermostats");
            assertThat(answer.body().at("/results/0/snippet").asString()).contains("<mark>thermostats stick</mark>");
            assertThat(engine.search(yacht, "thermostats stick")
                            .body()
                            .at("/search_metadata")
                            .has("corrected"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"E074", "54-OR323015", "MTU-X00123465", "3512D", "SPN 4366 FMI 2"})
    void aCodeThatIsNotThereIsNotTakenForAnother(String query) {
        var answer = ENGINES.lucene.search(yacht, query, Map.of("search_type", "bm25"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/search_metadata").has("corrected")).isFalse();
        answer.body()
                .at("/results")
                .forEach(hit -> assertThat(hit.at("/highlights").toString())
                        .doesNotContain("E047", "323014", "00123456", "3512C", "4364"));
    }

    @Test
    void anotherYachtsWordsMendNothingHere() {
        YachtId empty = ENGINES.newYacht();

        var answer = ENGINES.lucene.search(empty, "thermosats", Map.of("search_type", "bm25"));

        assertThat(answer.values("/id")).isEmpty();
        assertThat(answer.body().at("/search_metadata").has("corrected")).isFalse();
    }

    @Test
    void facetsCountTheWholeMatchSetTheSameInBothEngines() {
        Map<String, Object> ask = Map.of("facets", List.of("document_type", "equipment_type", "tags"), "top_k", 1);
        for (String type : List.of("bm25", "hybrid", "vector")) {
            Map<String, Object> typed = new LinkedHashMap<>(ask);
            typed.put("search_type", type);
            typed.put("filters", Map.of("document_type", List.of("manual", "log")));
            JsonNode facets = ENGINES.lucene
                    .search(yacht, "engine sensor oil leaks water causes", typed)
                    .body()
                    .at("/facets");

            assertThat(facets.at("/document_type/0/value").asString()).isEqualTo("manual");
            assertThat(facets.at("/document_type/0/count").asInt()).isEqualTo(5);
            assertThat(facets.at("/document_type/1/count").asInt()).isEqualTo(1);
            assertThat(facets.at("/tags").toString()).contains("SCR");
            assertThat(ENGINES.pgvector
                            .search(yacht, "engine sensor oil leaks water causes", typed)
                            .body()
                            .at("/facets"))
                    .isEqualTo(facets);
        }
        assertThat(ENGINES.lucene.search(yacht, "oil").body().has("facets")).isFalse();
    }

    @Test
    void theLatestRecordOfAMachineComesFirst() {
        YachtId other = ENGINES.newYacht();
        ENGINES.owner.update("""
                insert into equipment (id, yacht_id, code, name, type, aliases, demo)
                values (gen_random_uuid(), ?, 'GEN-2', 'Generator 2', 'generator', '{starboard generator}', true)""", other.value());
        for (String day : List.of("2024-02-01", "2025-05-01", "2023-08-01")) {
            ENGINES.owner.update("""
                    insert into faults (id, yacht_id, code, occurred_on, equipment, title, description, severity, status)
                    values (gen_random_uuid(), ?, '', cast(? as date), 'GEN-2', 'Stop of ' || ?, 'Coolant', 'high', 'open')""", other.value(), day, day);
        }
        ENGINES.owner.update("""
                insert into work_orders (id, yacht_id, number, created_on, equipment, title, type, priority, status)
                values (gen_random_uuid(), ?, 'WO-1', '2026-01-01', 'GEN-2', 'Oil change', 'preventive', 'low', 'open')""", other.value());
        for (String day : List.of("2022-03-01", "2022-09-01", "2021-04-01")) {
            ENGINES.owner.update("""
                    insert into faults (id, yacht_id, code, occurred_on, equipment, title, description, severity, status)
                    values (gen_random_uuid(), ?, 'E047', cast(? as date), 'GEN-2', 'Low sea water pressure', 'Strainer', 'low', 'open')""", other.value(), day);
        }
        for (Engine engine : ENGINES.both()) {
            await().until(() -> engine.search(other, "WO-1").values("/type").contains("work_order")
                    && engine.search(other, "E047").values("/id").size() >= 3);
            var again = engine.search(other, "E047 generator 2", Map.of("explain", true));
            assertThat(again.values("/metadata/date").subList(0, 3))
                    .containsExactly("2022-09-01", "2022-03-01", "2021-04-01");
            assertThat(again.body().at("/results/0/explanation/recurs/times").asInt())
                    .isEqualTo(3);
            for (String query : List.of("last fault on generator 2", "latest alarm of the starboard generator")) {
                var answer = engine.search(other, query, Map.of("explain", true));

                assertThat(answer.values("/metadata/date").subList(0, 3))
                        .as(query)
                        .containsExactly("2025-05-01", "2024-02-01", "2023-08-01");
                assertThat(answer.values("/type").getFirst()).isEqualTo("fault");
                assertThat(answer.body()
                                .at("/results/0/explanation/bm25/newest_first")
                                .asBoolean())
                        .isTrue();
            }
        }
    }

    @Test
    void aHitByMeaningShowsItsNearestSentence() {
        for (Engine engine : ENGINES.both()) {
            JsonNode hit = engine.search(yacht, "gangway guests ashore", Map.of("search_type", "vector"))
                    .body()
                    .at("/results/0");

            assertThat(hit.at("/highlights").toString())
                    .contains("The gangway is never left alone while guests are ashore.");
            assertThat(hit.at("/snippet").asString()).contains("<mark>");
        }
    }

    @Test
    void aMinimumScoreCutsTheTail() {
        var all = ENGINES.lucene.search(yacht, "water", Map.of("top_k", 50));
        double half = all.body().at("/results/1/score").asDouble();

        var cut = ENGINES.lucene.search(yacht, "water", Map.of("top_k", 50, "min_score", half));

        assertThat(cut.values("/id"))
                .isEqualTo(all.values("/id").subList(0, cut.values("/id").size()));
        cut.body()
                .at("/results")
                .forEach(hit -> assertThat(hit.at("/score").asDouble()).isGreaterThanOrEqualTo(half));
        assertThat(cut.values("/id").size()).isLessThan(all.values("/id").size());
    }

    @Test
    void aVectorOfTheCallersOwnSparesTheEmbeddingCall() {
        List<Float> vector = new ArrayList<>();
        for (float value :
                FakeEmbeddings.vector("gangway guests ashore watches standing orders", FakeEmbeddings.DIMENSIONS)) {
            vector.add(value);
        }
        for (Engine engine : ENGINES.both()) {
            int before = ENGINES.embeddings.queries.get();

            var answer = engine.search(
                    yacht, "something else entirely", Map.of("search_type", "vector", "query_embedding", vector));

            assertThat(answer.values("/metadata/title").getFirst()).isEqualTo("Standing orders");
            assertThat(ENGINES.embeddings.queries.get()).isEqualTo(before);
        }
    }

    static Stream<Map<String, Object>> filters() {
        return Stream.of(
                Map.of("document_type", List.of("manual")),
                Map.of("document_type", List.of("MANUAL", "log")),
                Map.of("equipment_type", List.of("main_engine", "stabiliser")),
                Map.of("manufacturer", List.of("volvo penta")),
                Map.of("model", List.of("3512C")),
                Map.of("system", List.of("cooling")),
                Map.of("source", List.of("handover.md")),
                Map.of("topic", List.of("Purifier")),
                Map.of("tags", List.of("scr")),
                Map.of("document_id", List.of(faultCodes.toString())),
                Map.of("document_type", List.of("manual"), "system", List.of("exhaust")),
                Map.of("document_type", List.of("log"), "system", List.of("exhaust")),
                Map.of("document_type", List.of("' or 1=1 --")),
                Map.of("date_range", Map.of("start", "2024-01-01", "end", "2024-12-31")),
                Map.of("date_range", Map.of("start", "2024-01-02")),
                Map.of("date_range", Map.of("end", "2023-05-02")),
                Map.of("date_range", Map.of("start", "2024-12-31", "end", "2024-12-31")),
                Map.of("date_range", Map.of("start", "-999999999-01-01", "end", "+999999999-12-31")),
                Map.of("date_range", Map.of("start", "2024-01-01"), "document_type", List.of(" LOG\t", "handover")),
                Map.of("document_id", List.of("00000000-0000-4000-8000-000000000001")),
                Map.of("tags", List.of("\u00e9\u00e8", "'; drop table yachts; --", "\\", "%", "*")),
                Map.of("date_range", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersMeanTheSameInEveryBranchOfBothEngines(Map<String, Object> filters) {
        String query = "engine sensor oil belt gangway alarm causes the order watches leaks";
        List<List<String>> found = new ArrayList<>();
        for (Engine engine : ENGINES.both()) {
            for (String type : List.of("bm25", "vector")) {
                var answer = engine.search(yacht, query, Map.of("search_type", type, "top_k", 100, "filters", filters));
                assertThat(answer.status()).isEqualTo(200);
                List<String> chunks = new ArrayList<>();
                answer.body().at("/results").forEach(hit -> {
                    if (hit.at("/type").asString().equals("document_chunk")) {
                        chunks.add(hit.at("/id").asString());
                    }
                });
                found.add(chunks.stream().sorted().toList());
            }
        }
        assertThat(found).allSatisfy(each -> assertThat(each).isEqualTo(found.getFirst()));
    }

    @Test
    void datesAreInclusive() {
        Map<String, Object> year = Map.of("date_range", Map.of("start", "2024-01-01", "end", "2024-12-31"));

        assertThat(ENGINES.lucene
                        .search(yacht, "belt seal leaks trips", Map.of("filters", year))
                        .values("/metadata/title"))
                .contains("Engineering log 2024", "Handover January 2024")
                .doesNotContain("Main engine cooling");
    }

    @ParameterizedTest
    @CsvSource({
        "GEN-1, equipment, code, GEN-1",
        "DG1 generator, equipment, model, D13",
        "genset 1, equipment, code, GEN-1",
        "no. 1 generator, equipment, manufacturer, Volvo Penta",
        "21707132, part, part_number, 21707132",
        "filter 21707132, part, location, ER-US",
        "SPN 110 FMI 0, fault, severity, high",
        "spn110/0, fault, status, resolved",
        "WO-77, work_order, due_date, 2024-07-01"
    })
    void recordsOfTheYachtAreFoundWithWhatACardNeeds(String query, String type, String key, String value) {
        for (Engine engine : ENGINES.both()) {
            JsonNode hit = engine.search(yacht, query).body().at("/results/0");

            assertThat(hit.at("/type").asString()).isEqualTo(type);
            assertThat(hit.at("/metadata/" + key).asString()).isEqualTo(value);
            assertThat(hit.at("/metadata/title").asString()).isNotBlank();
            assertThat(hit.has("document_id")).isFalse();
            assertThat(hit.at("/scores").has("vector")).isFalse();
        }
    }

    @Test
    void aRecordAskedForByNameStandsAmongTheFirst() {
        for (Engine engine : ENGINES.both()) {
            assertThat(engine.search(yacht, "lube oil filter", Map.of("top_k", 3))
                            .values("/type"))
                    .contains("part");
        }
    }

    @Test
    void recordsInheritWhatTheirEquipmentIs() {
        Map<String, Object> generators = Map.of("filters", Map.of("equipment_type", List.of("generator")), "top_k", 50);

        assertThat(ENGINES.lucene
                        .search(yacht, "impeller filter service generator", generators)
                        .values("/type"))
                .contains("equipment", "part", "fault", "work_order");
    }

    @Test
    void aChangedRecordIsFoundAsItIsNow() {
        ENGINES.owner.update(
                "update work_orders set title = 'Renew zincs' where yacht_id = ? and number = 'WO-77'", yacht.value());

        for (Engine engine : ENGINES.both()) {
            await().until(() -> engine.search(yacht, "zincs").values("/type").contains("work_order"));
        }
    }

    @Test
    void theSameQuestionIsAnsweredFromTheCacheUntilTheIndexChanges() {
        String query = "thermostats stick " + UUID.randomUUID();
        int before = ENGINES.embeddings.queries.get();
        var first = ENGINES.lucene.search(yacht, query);
        var second = ENGINES.lucene.search(yacht, "  " + query + " ", Map.of("top_k", 10, "search_type", "hybrid"));

        assertThat(first.body().at("/search_metadata/cache").asString()).isEqualTo("miss");
        assertThat(second.body().at("/search_metadata/cache").asString()).isEqualTo("hit");
        assertThat(second.body().at("/results")).isEqualTo(first.body().at("/results"));
        assertThat(ENGINES.embeddings.queries.get()).isEqualTo(before + 1);

        ENGINES.owner.update("update equipment set side = 'port' where yacht_id = ?", yacht.value());
        await().until(() -> ENGINES.lucene
                .search(yacht, query)
                .body()
                .at("/search_metadata/cache")
                .asString()
                .equals("miss"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the of and",
                "AND (",
                "\" OR 1",
                "* a",
                "\\ b",
                "title:oil~2^4",
                "😀 oil",
                "x'; drop table documents; --"
            })
    void anyTextIsOnlyText(String query) {
        for (Engine engine : ENGINES.both()) {
            var answer = engine.search(yacht, query);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.degraded()).isEmpty();
        }
    }

    @Test
    void aQueryOfTwoThousandCharactersIsAnswered() {
        StringBuilder query = new StringBuilder();
        for (int i = 0; query.length() < 1_990; i++) {
            query.append(Integer.toString(i + 1296, 36)).append(' ');
        }

        assertThat(ENGINES.lucene.search(yacht, query.toString()).status()).isEqualTo(200);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void healthNamesWhatItLeansOn(Engine engine) {
        var health = engine.get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().at("/status").asString()).isEqualTo("healthy");
        assertThat(health.body().at("/service").asString()).isEqualTo("search-engine");
        assertThat(health.body().at("/dependencies/postgres").asString()).isEqualTo("healthy");
        assertThat(health.body().at("/dependencies/bm25_index").asString()).isEqualTo("loaded");
        assertThat(health.body().at("/dependencies/embedding-service").asString())
                .isEqualTo("healthy");
        assertThat(engine.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(engine.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(engine.get("/actuator/prometheus").status()).isEqualTo(200);
    }

    @Test
    void theOpenApiDocumentHasExamplesThatWork() {
        JsonNode paths = ENGINES.lucene.get("/v3/api-docs").body().at("/paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/api/v1/search",
                        "/api/v1/documents",
                        "/api/v1/documents/batch",
                        "/api/v1/documents/{id}",
                        "/api/v1/jobs/{id}");
        JsonNode examples = paths.at("/~1api~1v1~1search/post/requestBody/content/application~1json/examples");
        assertThat(examples.size()).isEqualTo(3);
        for (JsonNode example : examples) {
            String body =
                    example.get("value").toString().replace("00000000-0000-4000-8000-000000000001", yacht.toString());
            assertThat(ENGINES.lucene.post("/api/v1/search", body).status())
                    .as(body)
                    .isEqualTo(200);
        }
        assertThat(ENGINES.lucene
                        .send(HttpRequest.newBuilder(ENGINES.lucene.uri("/swagger-ui/index.html")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDeadlineThatCannotBeMetIsSaidSo() {
        var answer = ENGINES.lucene.send(HttpRequest.newBuilder(ENGINES.lucene.uri("/api/v1/search"))
                .header("Content-Type", "application/json")
                .header("X-Deadline-Ms", "1")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\":\"deadline " + UUID.randomUUID() + "\",\"yacht_id\":\"" + yacht + "\"}")));

        // One millisecond may be enough for the words; then what is missing is named.
        assertThat(answer.status()).isIn(200, 503, 504);
        if (answer.status() == 200) {
            assertThat(answer.degraded()).isNotEmpty();
        } else {
            assertThat(answer.code()).isIn("deadline_exceeded", "overloaded");
        }
    }

    @Test
    void metadataOfADocumentIsShownButNeverRulesOverIt() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", "Forged");
        metadata.put("chunk_index", "99");
        metadata.put("custom", "kept");
        ENGINES.store(
                yacht, "Honest title", "## Forging\nMetadata says it is somebody else's forged certificate.", metadata);

        JsonNode hit = ENGINES.lucene.search(yacht, "forged certificate").body().at("/results/0");

        assertThat(hit.at("/metadata/title").asString()).isEqualTo("Honest title");
        assertThat(hit.at("/metadata/custom").asString()).isEqualTo("kept");
        assertThat(hit.at("/metadata").has("chunk_index")).isFalse();
        ENGINES.lucene.delete("/api/v1/documents/" + hit.at("/document_id").asString() + "?yacht_id=" + yacht);
        ENGINES.awaitCurrent(yacht);
    }
}
