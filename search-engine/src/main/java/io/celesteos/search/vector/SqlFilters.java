package io.celesteos.search.vector;

import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.FilterValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The filters of a request as conditions on {@code document_chunks c}; the same meaning as in the index (see
 * {@link FilterValues}). Names come from a closed list, values are parameters.
 */
record SqlFilters(String conditions, Map<String, Object> parameters) {

    private static final String IN_METADATA = """
            and exists (select from jsonb_array_elements_text(
                   case jsonb_typeof(c.metadata -> '%1$s')
                        when 'array' then c.metadata -> '%1$s'
                        when 'string' then jsonb_build_array(c.metadata -> '%1$s')
                        when 'number' then jsonb_build_array(c.metadata -> '%1$s')
                        else '[]'::jsonb end) as held(value)
                 where lower(btrim(held.value, E' \\t\\n\\r')) in (select jsonb_array_elements_text(cast(:%1$s as jsonb))))""";
    private static final String IS_DOCUMENT = """
            and c.document_id::text in (select jsonb_array_elements_text(cast(:document_id as jsonb)))""";
    private static final String DAY = "left(c.metadata ->> 'date', 10)";
    private static final String HAS_DAY =
            "and c.metadata ->> 'date' ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'";
    private static final int FIRST_YEAR = 0;
    private static final int LAST_YEAR = 9999;

    static SqlFilters of(SearchFilters filters, JsonMapper json) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        filters.values().forEach((name, allowed) -> {
            conditions.add(name.equals(FilterValues.DOCUMENT_ID) ? IS_DOCUMENT : IN_METADATA.formatted(name));
            parameters.put(name, json.writeValueAsString(FilterValues.normal(allowed)));
        });
        DateRange dates = filters.dateRange();
        if (dates != null && dates.start() != null) {
            conditions.add(HAS_DAY + " and " + DAY + " >= :start");
            parameters.put("start", day(dates.start()));
        }
        if (dates != null && dates.end() != null) {
            conditions.add(HAS_DAY + " and " + DAY + " <= :end");
            parameters.put("end", day(dates.end()));
        }
        return new SqlFilters(conditions.isEmpty() ? "" : " " + String.join(" ", conditions), parameters);
    }

    /** Text compares like a day only within four-digit years. */
    private static String day(LocalDate date) {
        if (date.getYear() > LAST_YEAR) {
            return "9999-12-31";
        }
        return date.getYear() < FIRST_YEAR ? "0000-01-01" : date.toString();
    }
}
