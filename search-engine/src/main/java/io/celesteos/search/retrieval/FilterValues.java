package io.celesteos.search.retrieval;

import io.celesteos.contracts.search.SearchFilters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern DAY = Pattern.compile("([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
    private static final int LAST_YEAR = 9999;

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
        return List.copyOf(written(passage, filter).keySet());
    }

    /** The passage's values under a filter read from metadata: normalised, to the first way it is written. */
    public static SortedMap<String, String> written(Passage passage, String filter) {
        List<String> values = new ArrayList<>();
        collect(passage.metadata().get(filter), values);
        SortedMap<String, String> written = new TreeMap<>();
        values.forEach(value -> written.putIfAbsent(normal(value), value.strip()));
        return written;
    }

    /**
     * The passage's day as a number that orders like it ({@code 20241231}), empty where it has none: the first
     * ten characters of its {@code date}. The day is the one that was written down, in whatever time zone that
     * was: an entry of the evening of the 31st belongs to the 31st.
     */
    public static OptionalInt day(Passage passage) {
        Matcher day = DAY.matcher(passage.text(DATE));
        return day.lookingAt()
                ? OptionalInt.of(Integer.parseInt(day.group(1) + day.group(2) + day.group(3)))
                : OptionalInt.empty();
    }

    /** The day as {@link #day(Passage)} gives it; days outside the years 0 to 9999 become the first or last one. */
    public static int day(LocalDate date) {
        if (date.getYear() > LAST_YEAR) {
            return 99_991_231;
        }
        return date.getYear() < 0 ? 101 : date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
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
