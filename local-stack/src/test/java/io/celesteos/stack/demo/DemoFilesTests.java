package io.celesteos.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo data holds together: what one file names, another one has. */
class DemoFilesTests {

    private static final Path DEMO = Path.of("..", "demo");
    private static final Set<String> DOCUMENT_TYPES =
            Set.of("manual", "procedure", "checklist", "maintenance", "report", "handover", "log", "training");

    @ParameterizedTest
    @ValueSource(strings = {"celeste", "meridian"})
    void everyDocumentHasATypeAndNamesEquipmentOfItsYacht(String yacht) throws IOException {
        Set<String> codes = column(yacht, "equipment.tsv", "code");

        for (Path file : markdown(yacht)) {
            var document = MarkdownDocument.parse(file.toString(), Files.readString(file));
            assertThat(document.metadata().get("document_type"))
                    .as(file.toString())
                    .isIn(DOCUMENT_TYPES);
            if (document.metadata().get("equipment") instanceof List<?> named) {
                assertThat(named)
                        .as(file.toString())
                        .allSatisfy(code -> assertThat(codes).contains(String.valueOf(code)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"celeste", "meridian"})
    void tablesNameEquipmentAndZonesThatExist(String yacht) throws IOException {
        Set<String> codes = column(yacht, "equipment.tsv", "code");
        Set<String> zones = column(yacht, "locations.tsv", "code");

        assertThat(zones).containsAll(column(yacht, "equipment.tsv", "zone"));
        assertThat(codes).containsAll(column(yacht, "faults.tsv", "equipment"));
        assertThat(codes).containsAll(column(yacht, "work_orders.tsv", "equipment"));
        try (Stream<Path> parts = Files.list(DEMO.resolve(yacht).resolve("parts"))) {
            for (Path file : parts.toList()) {
                for (var row : Table.read(file).rows()) {
                    String equipment = row.get("equipment");
                    assertThat(row.get("part_number")).as(file.toString()).isNotNull();
                    assertThat(codes)
                            .as(file + " " + row)
                            .containsAll(
                                    equipment == null
                                            ? List.of()
                                            : Stream.of(equipment.split(";"))
                                                    .map(String::strip)
                                                    .toList());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"celeste", "meridian"})
    void faultsAndWorkOrdersUseTheKnownWordsAndDates(String yacht) {
        for (var row : Table.read(DEMO.resolve(yacht).resolve("faults.tsv")).rows()) {
            assertThat(row.get("severity")).as(row.toString()).isIn("low", "medium", "high", "critical");
            assertThat(row.get("status")).as(row.toString()).isIn("open", "monitoring", "resolved");
            assertThat(LocalDate.parse(String.valueOf(row.get("date")))).isAfter(LocalDate.of(2020, 1, 1));
        }
        Set<String> numbers = new HashSet<>();
        for (var row :
                Table.read(DEMO.resolve(yacht).resolve("work_orders.tsv")).rows()) {
            assertThat(numbers.add(String.valueOf(row.get("number"))))
                    .as(row.toString())
                    .isTrue();
            assertThat(row.get("type")).as(row.toString()).isIn("corrective", "preventive", "inspection");
            assertThat(row.get("priority")).as(row.toString()).isIn("low", "medium", "high", "urgent");
            assertThat(row.get("status")).as(row.toString()).isIn("open", "in_progress", "done", "cancelled");
        }
    }

    @Test
    void theTwoYachtsShareNoDocumentTitle() throws IOException {
        assertThat(titles("celeste")).isNotEmpty().doesNotContainAnyElementsOf(titles("meridian"));
    }

    private static Set<String> titles(String yacht) throws IOException {
        Set<String> titles = new HashSet<>();
        for (Path file : markdown(yacht)) {
            titles.add(MarkdownDocument.parse(file.toString(), Files.readString(file))
                    .title());
        }
        return titles;
    }

    private static List<Path> markdown(String yacht) throws IOException {
        try (Stream<Path> tree = Files.walk(DEMO.resolve(yacht).resolve("documents"))) {
            return tree.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static Set<String> column(String yacht, String table, String column) {
        return Table.read(DEMO.resolve(yacht).resolve(table)).rows().stream()
                .map(row -> row.get(column))
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
