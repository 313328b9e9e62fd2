package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results as the demo queries' answers: a passage is found in every section it lies in, however the text was cut. Its
 * metadata name the section and those around it; short sections that were joined stand in it with their headings.
 */
final class DemoNaming implements Naming {

    private final Map<YachtId, Map<String, String>> pages;

    /** @param pages path of the document below {@code demo/}, by yacht and title */
    DemoNaming(Map<YachtId, Map<String, String>> pages) {
        this.pages = Map.copyOf(pages);
    }

    static String section(String document, String section) {
        return document + " § " + section;
    }

    @Override
    public List<String> names(Question question, Found found) {
        return switch (found.type()) {
            case DOCUMENT_CHUNK -> sections(question, found);
            case EQUIPMENT -> List.of("equipment:" + found.text("code"));
            case PART -> List.of("part:" + found.text("part_number"));
            case WORK_ORDER -> List.of("work_order:" + found.text("number"));
            case FAULT -> faults(found);
        };
    }

    /** A yacht has at most one fault a day and machine. */
    private static List<String> faults(Found found) {
        String date = found.text("date");
        List<String> names = new ArrayList<>();
        for (String machine : texts(found.metadata().get("equipment"))) {
            names.add("fault:" + date + "/" + machine);
        }
        names.add("fault:" + date);
        return names;
    }

    private List<String> sections(Question question, Found found) {
        Map<String, String> known = pages.getOrDefault(question.yacht(), Map.of());
        String document = known.getOrDefault(found.text("title"), "unknown: " + found.text("title"));
        List<String> names = new ArrayList<>();
        List<String> path = Arrays.asList(found.text("section").split(" > ", -1));
        for (int i = path.size() - 1; i >= 0; i--) {
            names.add(section(document, path.get(i)));
        }
        found.content().lines().map(line -> section(document, line.strip())).forEach(names::add);
        return names;
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
