package io.celesteos.stack.demo;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Equipment, zones, parts, faults and work orders of a demo yacht: replaced as a whole, in one transaction. */
final class DemoRecords {

    private final TenantTransactions transactions;

    DemoRecords(DataSource owner) {
        this.transactions = new TenantTransactions(owner);
    }

    /** @return how many rows there are now */
    int replace(DemoYacht yacht) {
        return transactions.write(yacht.id(), jdbc -> {
            for (String table : List.of("equipment", "locations", "parts", "faults", "work_orders")) {
                jdbc.sql("delete from " + table + " where yacht_id = :yacht and demo")
                        .param("yacht", yacht.id().value())
                        .update();
            }
            return equipment(jdbc, yacht)
                    + locations(jdbc, yacht)
                    + parts(jdbc, yacht)
                    + faults(jdbc, yacht)
                    + workOrders(jdbc, yacht);
        });
    }

    private static int equipment(JdbcClient jdbc, DemoYacht yacht) {
        int rows = 0;
        for (var row : Table.read(yacht.folder().resolve("equipment.tsv")).rows()) {
            rows += jdbc.sql("""
                    insert into equipment (id, yacht_id, code, name, type, manufacturer, model, serial_number, side,
                        number, system, zone, aliases, demo)
                    values (:id, :yacht, :code, :name, :type, :manufacturer, :model, :serial_number, :side,
                        :number, :system, :zone, :aliases, true)""")
                    .params(row)
                    .param("id", id(yacht.id(), "equipment", row.get("code")))
                    .param("yacht", yacht.id().value())
                    .param("number", number(row.get("number")))
                    .param("aliases", list(row.get("aliases")))
                    .update();
        }
        return rows;
    }

    private static int locations(JdbcClient jdbc, DemoYacht yacht) {
        int rows = 0;
        for (var row : Table.read(yacht.folder().resolve("locations.tsv")).rows()) {
            rows += jdbc.sql("""
                    insert into locations (id, yacht_id, code, name, deck, aliases, demo)
                    values (:id, :yacht, :code, :name, :deck, :aliases, true)""")
                    .params(row)
                    .param("id", id(yacht.id(), "location", row.get("code")))
                    .param("yacht", yacht.id().value())
                    .param("aliases", list(row.get("aliases")))
                    .update();
        }
        return rows;
    }

    private static int parts(JdbcClient jdbc, DemoYacht yacht) {
        int rows = 0;
        for (Path file : tables(yacht.folder().resolve("parts"))) {
            for (var row : Table.read(file).rows()) {
                rows += jdbc.sql("""
                        insert into parts (id, yacht_id, part_number, name, manufacturer, equipment, quantity,
                            minimum, location, unit, description, demo)
                        values (:id, :yacht, :part_number, :name, :manufacturer, :equipment, :quantity::numeric,
                            :minimum::numeric, :location, :unit, :description, true)
                        on conflict (yacht_id, part_number) do nothing""")
                        .params(row)
                        .param("id", id(yacht.id(), "part", row.get("part_number")))
                        .param("yacht", yacht.id().value())
                        .param("quantity", orZero(row.get("quantity")))
                        .param("minimum", orZero(row.get("minimum")))
                        .param("equipment", list(row.get("equipment")))
                        .update();
            }
        }
        return rows;
    }

    private static int faults(JdbcClient jdbc, DemoYacht yacht) {
        int rows = 0;
        for (var row : Table.read(yacht.folder().resolve("faults.tsv")).rows()) {
            rows += jdbc.sql("""
                    insert into faults (id, yacht_id, code, occurred_on, equipment, title, description, resolution,
                        severity, status, document, demo)
                    values (:id, :yacht, :code, :date, :equipment, :title, :description, :resolution,
                        :severity, :status, :document, true)""")
                    .params(row)
                    .param("id", id(yacht.id(), "fault", row.get("date") + row.get("equipment") + row.get("title")))
                    .param("yacht", yacht.id().value())
                    .param("date", date(row.get("date")))
                    .update();
        }
        return rows;
    }

    private static int workOrders(JdbcClient jdbc, DemoYacht yacht) {
        int rows = 0;
        for (var row : Table.read(yacht.folder().resolve("work_orders.tsv")).rows()) {
            rows += jdbc.sql("""
                    insert into work_orders (id, yacht_id, number, created_on, equipment, title, description, type,
                        priority, status, due_date, assigned_to, demo)
                    values (:id, :yacht, :number, :date, :equipment, :title, :description, :type,
                        :priority, :status, :due_date, :assigned_to, true)""")
                    .params(row)
                    .param("id", id(yacht.id(), "work_order", row.get("number")))
                    .param("yacht", yacht.id().value())
                    .param("date", date(row.get("date")))
                    .param("due_date", date(row.get("due_date")))
                    .update();
        }
        return rows;
    }

    /** Name-based (RFC 9562, version 3), so that a reload gives every record the id it had. */
    private static UUID id(YachtId yacht, String kind, @Nullable String name) {
        return UUID.nameUUIDFromBytes((yacht + "/" + kind + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> tables(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String[] list(@Nullable String cell) {
        return cell == null
                ? new String[0]
                : Arrays.stream(cell.split(";"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toArray(String[]::new);
    }

    private static @Nullable LocalDate date(@Nullable String cell) {
        return cell == null ? null : LocalDate.parse(cell);
    }

    private static @Nullable Integer number(@Nullable String cell) {
        return cell == null ? null : Integer.valueOf(cell);
    }

    private static String orZero(@Nullable String cell) {
        return cell == null ? "0" : cell;
    }
}
