package io.celesteos.stack.demo;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The demo folder's yachts: each folder with a {@code yacht.json}. */
public final class DemoYachts {

    private DemoYachts() {}

    /** Empty where there is no demo folder. */
    public static List<DemoYacht> in(Path demo) {
        if (!Files.isDirectory(demo)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(demo)) {
            return folders.filter(folder -> Files.exists(folder.resolve("yacht.json")))
                    .sorted()
                    .map(DemoYachts::read)
                    .toList();
        } catch (IOException failure) {
            throw new UserError("The demo folder " + demo + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static DemoYacht read(Path folder) {
        try {
            JsonNode json = JsonStrictness.mapper().readTree(Files.readAllBytes(folder.resolve("yacht.json")));
            return new DemoYacht(
                    folder,
                    YachtId.of(json.get("id").asString()),
                    json.get("name").asString(),
                    json.get("signature").asString(),
                    ZoneId.of(json.get("time_zone").asString()));
        } catch (IOException failure) {
            throw new UserError("Cannot read " + folder + ": " + failure.getMessage(), failure);
        }
    }
}
