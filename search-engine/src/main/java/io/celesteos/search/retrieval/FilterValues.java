package io.celesteos.search.retrieval;

import io.celesteos.contracts.search.SearchFilters;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of the contract compare: whole values, without regard to case or outer blanks. Every
 * backend means the same by a filter because all of them start here.
 */
public final class FilterValues {

    /** Filters read from metadata under their own name; {@code document_id} is the passage's own. */
    public static final List<String> FROM_METADATA =
            List.of("equipment_type", "document_type", "manufacturer", "model", "system", "source", "topic", "tags");

    public static final String DOCUMENT_ID = "document_id";
    public static final String DATE = "date";

    private static final int ISO_DATE_LENGTH = 10;

    private FilterValues() {}

    public static String normal(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    public static List<String> normal(Collection<String> values) {
        return values.stream().map(FilterValues::normal).distinct().sorted().toList();
    }

    /** The passage's values under the filter, normalised. */
    public static List<String> of(Passage passage, String filter) {
        if (filter.equals(DOCUMENT_ID)) {
            return passage.documentId() == null
                    ? List.of()
                    : List.of(passage.documentId().toString());
        }
        List<String> values = new ArrayList<>();
        collect(passage.metadata().get(filter), values);
        return normal(values);
    }

    /** The passage's day: the first ten characters of its {@code date}, where they are one. */
    public static Optional<LocalDate> date(Passage passage) {
        String text = passage.text(DATE);
        if (text.length() < ISO_DATE_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, ISO_DATE_LENGTH)));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    public static boolean empty(SearchFilters filters) {
        return filters.values().isEmpty()
                && (filters.dateRange() == null
                        || (filters.dateRange().start() == null
                                && filters.dateRange().end() == null));
    }

    private static void collect(@Nullable Object value, List<String> into) {
        switch (value) {
            case null -> {}
            case String text when !text.isBlank() -> into.add(text);
            case Collection<?> list -> list.forEach(each -> collect(each, into));
            case Number number -> into.add(number.toString());
            default -> {}
        }
    }
}
