package io.celesteos.bench.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The findings for the terminal, for a program and for a page. */
record IngestReport(IngestFindings findings) {

    private static final int MOST_READINGS = 240;

    /** One part as it is told while the others are still to come. */
    static String line(PartResult part) {
        return String.format(
                Locale.ROOT,
                "%s, round %d: %d passages in %.1f s, %.1f a second of %.1f: %.3f",
                part.part(),
                part.round(),
                part.passages(),
                part.seconds(),
                part.passagesPerSecond(),
                part.floor().passagesPerSecond(),
                part.ratio());
    }

    String table() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "%-24s %6s %6s %8s %8s %9s %9s %9s %8s %8s %6s",
                "",
                "files",
                "pages",
                "passages",
                "s",
                "passag./s",
                "floor",
                "tokens/s",
                "files/s",
                "pages/s",
                "ratio");
        for (PartResult part : findings.parts()) {
            line(
                    table,
                    "%-24s %6d %6d %8d %8.1f %9.1f %9.1f %9.0f %8.1f %8.1f %6.3f",
                    part.part(),
                    part.files(),
                    part.pages(),
                    part.passages(),
                    part.seconds(),
                    part.passagesPerSecond(),
                    part.floor().passagesPerSecond(),
                    part.tokensPerSecond(),
                    part.filesPerSecond(),
                    part.pages() / part.seconds(),
                    part.ratio());
        }
        line(table, "%-24s %9s %9s %9s %9s", "processor, s", "engine", "readers", "database", "embedding");
        for (PartResult part : findings.parts()) {
            CpuTimes cpu = part.cpu();
            line(
                    table,
                    "%-24s %9.1f %9.1f %9.1f %9.1f",
                    part.part(),
                    cpu.engine(),
                    cpu.readers(),
                    cpu.database(),
                    cpu.embedding());
        }
        line(
                table,
                "Resident at most: search-engine %.0f MB, its readers %.0f MB",
                findings.peak(),
                findings.peakOfReaders());
        for (IngestFindings.Target target : findings.targets()) {
            line(
                    table,
                    "%s %-60s %8.3f (%s)",
                    target.met() ? "✓" : "✗",
                    target.what(),
                    target.measured(),
                    target.wanted());
        }
        line(table, "%s", findings.machine());
        return table.toString();
    }

    String markdown() {
        StringBuilder page = new StringBuilder();
        line(page, "```\n%s\n```\n\n%s, %s.\n", findings.command(), findings.at(), findings.machine());
        line(page, "| median of the rounds | rounds | s | passages/s | floor | tokens/s | files/s | pages/s | ratio |");
        line(page, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (IngestFindings.Medians each : findings.medians()) {
            line(
                    page,
                    "| %s | %d | %.1f | %.1f | %.1f | %.0f | %.2f | %s | %.3f |",
                    each.part(),
                    each.rounds(),
                    each.seconds(),
                    each.passagesPerSecond(),
                    each.floorPassagesPerSecond(),
                    each.tokensPerSecond(),
                    each.filesPerSecond(),
                    each.pagesPerSecond() == 0 ? "" : String.format(Locale.ROOT, "%.1f", each.pagesPerSecond()),
                    each.ratio());
        }
        line(page, "\n| target | wanted | measured | |\n| --- | --- | ---: | --- |");
        for (IngestFindings.Target target : findings.targets()) {
            line(
                    page,
                    "| %s | %s | %.3f | %s |",
                    target.what(),
                    target.wanted(),
                    target.measured(),
                    target.met() ? "met" : "missed");
        }
        line(
                page,
                "\nResident at most: search-engine %.0f MB, the processes that read files %.0f MB.",
                findings.peak(),
                findings.peakOfReaders());
        return page.toString();
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", findings.at().toString());
        report.put("command", findings.command());
        report.put("machine", findings.machine());
        report.put("plan", findings.plan());
        report.put("targets", findings.targets());
        report.put("medians", findings.medians());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (PartResult part : findings.parts()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", part.part());
            row.put("round", part.round());
            row.put("files", part.files());
            row.put("pages", part.pages());
            row.put("bytes", part.bytes());
            row.put("passages", part.passages());
            row.put("accepted_s", rounded(part.acceptedSeconds()));
            row.put("s", rounded(part.seconds()));
            row.put("passages_per_s", rounded(part.passagesPerSecond()));
            row.put("tokens_per_s", rounded(part.tokensPerSecond()));
            row.put("files_per_s", rounded(part.filesPerSecond()));
            row.put("floor_passages", part.floor().passages());
            row.put("floor_passages_per_s", rounded(part.floor().passagesPerSecond()));
            row.put("tokens_per_passage", rounded(part.floor().tokensPerPassage()));
            row.put("ratio", rounded(part.ratio()));
            row.put(
                    "cpu_s",
                    Map.of(
                            "engine", rounded(part.cpu().engine()),
                            "readers", rounded(part.cpu().readers()),
                            "database", rounded(part.cpu().database()),
                            "embedding", rounded(part.cpu().embedding())));
            parts.add(row);
        }
        report.put("parts", parts);
        report.put("peak_resident_mb", rounded(findings.peak()));
        report.put("peak_readers_mb", rounded(findings.peakOfReaders()));
        report.put("memory", thinned());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    /** Part, seconds, MB of the search-engine, MB of its readers. */
    private List<List<Object>> thinned() {
        List<MemoryTrace.Reading> all = findings.memory();
        int step = Math.max(1, all.size() / MOST_READINGS);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i += step) {
            MemoryTrace.Reading each = all.get(i);
            rows.add(List.of(each.part(), rounded(each.seconds()), rounded(each.resident()), rounded(each.readers())));
        }
        return rows;
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1_000) / 1_000.0 : 0;
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
