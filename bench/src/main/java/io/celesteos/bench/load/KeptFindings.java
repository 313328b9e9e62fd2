package io.celesteos.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Findings of earlier runs over the same corpus, so that sizes can be measured one at a time and seen together. */
final class KeptFindings {

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String START = "finding-";

    private final Path folder;

    KeptFindings(Path folder) {
        this.folder = folder;
    }

    void add(Finding finding) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve(
                        START + finding.chunks() + "-" + finding.backend().title() + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(finding));
    }

    /** The new ones and those kept of other sizes and backends, by backend and size. */
    List<Finding> with(List<Finding> now) throws IOException {
        List<Finding> all = new ArrayList<>(now);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(
                                each -> each.getFileName().toString().startsWith(START))
                        .toList()) {
                    addOther(all, file, now);
                }
            }
        }
        return sorted(all);
    }

    static List<Finding> sorted(List<Finding> all) {
        return all.stream()
                .sorted(Comparator.comparing(Finding::backend).thenComparingInt(Finding::chunks))
                .toList();
    }

    private static void addOther(List<Finding> all, Path file, List<Finding> now) throws IOException {
        try {
            Finding kept = JSON.readValue(Files.readAllBytes(file), Finding.class);
            boolean sameCorpus = now.stream()
                    .allMatch(
                            each -> each.seed() == kept.seed() && each.corpus().equals(kept.corpus()));
            boolean measuredNow =
                    now.stream().anyMatch(each -> each.chunks() == kept.chunks() && each.backend() == kept.backend());
            if (sameCorpus && !measuredNow) {
                all.add(kept);
            }
        } catch (JacksonException ofAnotherVersion) {
            // It is measured again when somebody wants it.
        }
    }
}
