package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as it was submitted, checked: names in snake_case, values text or lists of text, {@code date} a day.
 * Names that say whose the document is, or what is known without them, are not taken from here.
 */
final class DocumentMetadata {

    private static final int MOST_ENTRIES = 50;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Set<String> NOT_THEIRS =
            Set.of("title", "section", "yacht_id", "document_id", "chunk_index", "id");

    private final List<FieldProblem> problems = new ArrayList<>();
    private final String field;

    private DocumentMetadata(String field) {
        this.field = field;
    }

    /**
     * @param field wire path of the metadata, for the problems
     * @throws ProblemException naming every entry that is wrong
     */
    static SortedMap<String, Object> checked(String field, @Nullable Map<String, Object> submitted) {
        return submitted == null ? new TreeMap<>() : new DocumentMetadata(field).check(submitted);
    }

    private SortedMap<String, Object> check(Map<String, Object> submitted) {
        SortedMap<String, Object> kept = new TreeMap<>();
        if (submitted.size() > MOST_ENTRIES) {
            problems.add(new FieldProblem(field, "must have at most " + MOST_ENTRIES + " entries"));
        }
        submitted.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(new FieldProblem(
                        field, "has a name that is not 1 to 64 letters, digits, \"_\", \".\" or \"-\""));
            } else if (!NOT_THEIRS.contains(name)) {
                add(name, value, kept);
            }
        });
        if (!problems.isEmpty()) {
            FieldProblem first = problems.getFirst();
            throw ProblemException.invalid(
                    ProblemType.INVALID_REQUEST, first.field() + " " + first.message(), problems);
        }
        return kept;
    }

    private void add(String name, @Nullable Object value, SortedMap<String, Object> kept) {
        switch (value) {
            case null -> {}
            case String text when name.equals("date") -> kept.put(name, date(text));
            case String text -> {
                if (!text.isBlank()) {
                    kept.put(name, text(name, text));
                }
            }
            case List<?> list
            when list.size() <= MOST_VALUES && list.stream().allMatch(String.class::isInstance) ->
                kept.put(
                        name,
                        list.stream()
                                .map(each -> text(name, String.valueOf(each)))
                                .filter(each -> !each.isBlank())
                                .toList());
            default ->
                problems.add(new FieldProblem(
                        field + "." + name, "must be a string or a list of at most " + MOST_VALUES + " strings"));
        }
    }

    private String text(String name, String value) {
        if (value.length() > LONGEST_VALUE) {
            problems.add(
                    new FieldProblem(field + "." + name, "must be at most " + LONGEST_VALUE + " characters a value"));
        }
        return CleanText.of(value).strip();
    }

    private String date(String value) {
        try {
            return LocalDate.parse(value.strip()).toString();
        } catch (DateTimeParseException notADay) {
            problems.add(new FieldProblem(field + ".date", "must be a date, e.g. 2024-12-31"));
            return "";
        }
    }
}
