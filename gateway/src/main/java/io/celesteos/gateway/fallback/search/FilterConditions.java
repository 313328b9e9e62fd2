package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.SearchFilters;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The filters of a request as conditions on rows {@code c} with {@code metadata} and {@code document_id}; they mean
 * what they mean to the search-engine: whole values, without regard to case and outer blanks. Names come from a closed
 * list, values are parameters.
 *
 * @param sql begins with {@code and}, or is empty
 */
record FilterConditions(String sql, Map<String, Object> parameters) {

    private static final String HOLDS = """
             and exists (select from jsonb_array_elements_text(case jsonb_typeof(c.metadata -> '%1$s')
                    when 'array' then c.metadata -> '%1$s'
                    when 'string' then jsonb_build_array(c.metadata -> '%1$s')
                    when 'number' then jsonb_build_array(c.metadata -> '%1$s')
                    else '[]'::jsonb end) as held(value)
                where lower(btrim(held.value, E' \\t\\n\\r')) in (
                    select jsonb_array_elements_text(cast(:%1$s as jsonb))))""";
    private static final String OF_DOCUMENT =
            " and c.document_id::text in (select jsonb_array_elements_text(cast(:document_id as jsonb)))";
    /** A day compares as text; one that is none does not pass. */
    private static final String DAY = " and c.metadata ->> 'date' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'"
            + " and left(c.metadata ->> 'date', 10) %s :%s";

    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    FilterConditions {
        parameters = Map.copyOf(parameters);
    }

    static FilterConditions of(SearchFilters filters, JsonMapper json) {
        StringBuilder sql = new StringBuilder();
        Map<String, Object> parameters = new LinkedHashMap<>();
        filters.values().forEach((name, allowed) -> {
            sql.append(name.equals("document_id") ? OF_DOCUMENT : HOLDS.formatted(name));
            parameters.put(name, json.writeValueAsString(normal(allowed)));
        });
        DateRange dates = filters.dateRange();
        if (dates != null && dates.start() != null) {
            sql.append(DAY.formatted(">=", "from_day"));
            parameters.put("from_day", day(dates.start()));
        }
        if (dates != null && dates.end() != null) {
            sql.append(DAY.formatted("<=", "to_day"));
            parameters.put("to_day", day(dates.end()));
        }
        return new FilterConditions(sql.toString(), parameters);
    }

    private static List<String> normal(List<String> values) {
        return values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Only days of four-digit years compare as text. */
    private static String day(LocalDate date) {
        return (date.isBefore(FIRST) ? FIRST : date.isAfter(LAST) ? LAST : date).toString();
    }
}
