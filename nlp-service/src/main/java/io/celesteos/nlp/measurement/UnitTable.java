package io.celesteos.nlp.measurement;

import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spellings of units. Immutable. */
final class UnitTable {

    private final Map<Character, List<Spelling>> byFirst = new HashMap<>();

    private UnitTable() {}

    static UnitTable load() {
        var table = new UnitTable();
        for (TsvResource.Row row : TsvResource.read("/quantities/units.tsv").rows()) {
            var unit = new Unit(
                    row.get("unit"),
                    row.get("si_unit"),
                    Double.parseDouble(row.get("factor")),
                    Double.parseDouble(row.get("offset")));
            for (String form : row.list("forms", ';')) {
                String folded = FoldedText.of(form).folded();
                table.byFirst
                        .computeIfAbsent(folded.charAt(0), unseen -> new ArrayList<>())
                        .add(new Spelling(folded, form, row.has("flags", "case"), row.has("flags", "joined"), unit));
            }
        }
        table.byFirst
                .values()
                .forEach(list -> list.sort(Comparator.comparingInt(
                        (Spelling spelling) -> -spelling.folded().length())));
        return table;
    }

    /**
     * The longest unit that stands at {@code at} and ends a word there; null when none does.
     *
     * @param joined whether the number touches it
     */
    @Nullable
    Spelling at(FoldedText text, String readable, int at, boolean joined) {
        if (at >= readable.length()) {
            return null;
        }
        for (Spelling spelling : byFirst.getOrDefault(readable.charAt(at), List.of())) {
            int end = at + spelling.folded().length();
            if (readable.startsWith(spelling.folded(), at)
                    && endsWord(readable, end)
                    && (joined || !spelling.joined())
                    && (!spelling.exactCase() || spelling.isWrittenAt(text, at))) {
                return spelling;
            }
        }
        return null;
    }

    private static boolean endsWord(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        // 15W-40 is a grade of oil.
        boolean grade = text.charAt(end) == '-' && end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        return !grade && !Character.isLetterOrDigit(text.charAt(end));
    }

    /** One way of writing a unit. */
    record Spelling(String folded, String written, boolean exactCase, boolean joined, Unit unit) {

        boolean isWrittenAt(FoldedText text, int at) {
            return text.written(new Span(at, at + folded.length())).equals(written);
        }
    }
}
