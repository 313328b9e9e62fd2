package io.celesteos.stack.cli;

import io.celesteos.stack.terminal.UserError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a search is narrowed to, as the API has it: values of one filter OR-ed, filters AND-ed. */
final class Filters {

    private static final Set<String> NAMES = Set.of(
            "equipment_type",
            "document_type",
            "manufacturer",
            "model",
            "system",
            "source",
            "topic",
            "tags",
            "document_id");

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "NAME=VALUE",
            description = "e.g. -f equipment_type=generator -f manufacturer=MTU; the same name again: either.")
    private List<String> pairs = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DATE", description = "Dated then or later, e.g. 2024-01-31.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Dated then or earlier.")
    private @Nullable String to;

    /** Empty where nothing is narrowed. */
    Map<String, Object> wire() {
        Map<String, Object> filters = new LinkedHashMap<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || equals == pair.length() - 1 || !NAMES.contains(name)) {
                throw new UserError("--filter takes NAME=VALUE with one of "
                        + String.join(", ", NAMES.stream().sorted().toList()) + ", not " + pair + ".");
            }
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(pair.substring(equals + 1));
        }
        filters.putAll(values);
        if (from != null || to != null) {
            Map<String, String> range = new LinkedHashMap<>();
            put(range, "start", "--from", from);
            put(range, "end", "--to", to);
            filters.put("date_range", range);
        }
        return filters;
    }

    private static void put(Map<String, String> range, String end, String option, @Nullable String date) {
        if (date == null) {
            return;
        }
        try {
            range.put(end, LocalDate.parse(date).toString());
        } catch (DateTimeException noDate) {
            throw new UserError(option + " must be a date such as 2024-01-31, not " + date + ".", noDate);
        }
    }
}
