package io.celesteos.search.corpus;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.corpus.CorpusReader.Versioned;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of the yacht's records as passages: a title, a readable text, and the metadata a card shows. */
final class RecordPassages {

    private RecordPassages() {}

    static Versioned equipment(ResultSet result) throws SQLException {
        Row row = new Row(result);
        String make = words(row.text("manufacturer"), row.text("model"));
        RecordText text = new RecordText()
                .say(words(row.text("name"), "(" + row.text("code") + ")"))
                .say("Type", row.text("type").replace('_', ' '))
                .say("Make", make)
                .say("Serial number", row.text("serial_number"))
                .say("System", row.text("system"))
                .say("Location", row.text("zone"))
                .say("Also called", row.list("aliases"))
                .with("title", row.text("name"))
                .with("code", row.text("code"))
                .with("equipment", row.text("code"))
                .with("equipment_type", row.text("type"))
                .with("manufacturer", row.text("manufacturer"))
                .with("model", row.text("model"))
                .with("serial_number", row.text("serial_number"))
                .with("side", row.text("side"))
                .with("number", row.text("number"))
                .with("system", row.text("system"))
                .with("location", row.text("zone"))
                .with("aliases", row.list("aliases"))
                .demo(row.flag("demo"));
        return passage(HitType.EQUIPMENT, result, text);
    }

    static Versioned part(ResultSet result) throws SQLException {
        Row row = new Row(result);
        String stock = words(row.number("quantity"), row.text("unit"));
        RecordText text = new RecordText()
                .say(words(row.text("part_number"), row.text("name")))
                .say(row.text("description"))
                .say("Maker", row.text("manufacturer"))
                .say("For", fitted(row, row.list("equipment")))
                .say("In stock", words(stock, "(minimum " + row.number("minimum") + ")"))
                .say("Location", row.text("location"))
                .with("title", row.text("name"))
                .with("part_number", row.text("part_number"))
                .with("manufacturer", row.text("manufacturer"))
                .with("equipment", row.list("equipment"))
                .with("equipment_names", names(row))
                .with("equipment_type", row.list("types"))
                .with("system", row.list("systems"))
                .with("quantity", row.number("quantity"))
                .with("minimum", row.number("minimum"))
                .with("unit", row.text("unit"))
                .with("location", row.text("location"))
                .demo(row.flag("demo"));
        return passage(HitType.PART, result, text);
    }

    static Versioned fault(ResultSet result) throws SQLException {
        Row row = new Row(result);
        List<String> codes = codes(row.text("equipment"));
        RecordText text = new RecordText()
                .say(words(row.text("code"), row.text("title")))
                .say("On", fitted(row, codes))
                .say("Date", row.text("occurred_on"))
                .say(row.text("description"))
                .say("Resolution", row.text("resolution"))
                .say("Severity", words(row.text("severity"), status(row)))
                .with("title", row.text("title"))
                .with("code", row.text("code"))
                .with("date", row.text("occurred_on"))
                .with("severity", row.text("severity"))
                .with("status", row.text("status"))
                .with("document", row.text("document"));
        return passage(HitType.FAULT, result, ofEquipment(text, row, codes));
    }

    static Versioned workOrder(ResultSet result) throws SQLException {
        Row row = new Row(result);
        List<String> codes = codes(row.text("equipment"));
        RecordText text = new RecordText()
                .say(words(row.text("number"), row.text("title")))
                .say("On", fitted(row, codes))
                .say(row.text("description"))
                .say("Type", words(row.text("type"), status(row)))
                .say("Priority", row.text("priority"))
                .say("Created", row.text("created_on"))
                .say("Due", row.text("due_date"))
                .say("Assigned to", row.text("assigned_to"))
                .with("title", row.text("title"))
                .with("number", row.text("number"))
                .with("date", row.text("created_on"))
                .with("work_order_type", row.text("type"))
                .with("priority", row.text("priority"))
                .with("status", row.text("status"))
                .with("due_date", row.text("due_date"))
                .with("assigned_to", row.text("assigned_to"));
        return passage(HitType.WORK_ORDER, result, ofEquipment(text, row, codes));
    }

    private static RecordText ofEquipment(RecordText text, Row row, List<String> codes) throws SQLException {
        return text.with("equipment", codes)
                .with("equipment_names", names(row))
                .with("equipment_type", row.list("types"))
                .with("manufacturer", row.list("makers"))
                .with("model", row.list("models"))
                .with("system", row.list("systems"))
                .demo(row.flag("demo"));
    }

    private static Versioned passage(HitType type, ResultSet result, RecordText text) throws SQLException {
        PassageKey key = new PassageKey(type, result.getObject("id", UUID.class));
        return new Versioned(
                new Passage(
                        key,
                        null,
                        null,
                        String.valueOf(text.metadata().getOrDefault("title", "")),
                        text.content(),
                        text.metadata(),
                        null),
                new Row(result).version());
    }

    /** The equipment's codes with the names behind them. */
    private static String fitted(Row row, List<String> codes) throws SQLException {
        String names = String.join(", ", row.list("names"));
        return words(String.join(", ", codes), names.isEmpty() ? "" : "(" + names + ")");
    }

    /** All names of its equipment: who asks for the starboard generator means what the record calls GEN-2. */
    private static List<String> names(Row row) throws SQLException {
        return Stream.concat(row.list("names").stream(), row.list("also_named").stream())
                .distinct()
                .toList();
    }

    private static String status(Row row) throws SQLException {
        String status = row.text("status");
        return status.isEmpty() ? "" : "(" + status + ")";
    }

    private static List<String> codes(String equipment) {
        return Arrays.stream(equipment.split("[;,]"))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static String words(String... words) {
        return Stream.of(words).filter(word -> !word.isBlank()).collect(Collectors.joining(" "));
    }
}
