package io.celesteos.stack.cli;

import io.celesteos.bench.quality.JudgedQuestions;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.stack.demo.DemoYacht;
import io.celesteos.stack.demo.DemoYachts;
import io.celesteos.stack.evaluation.Evaluation;
import io.celesteos.stack.evaluation.EvaluationResult;
import io.celesteos.stack.evaluation.EvaluationResult.Figures;
import io.celesteos.stack.gateway.Access;
import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Interruption;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;

/** {@code eval}: how good and how fast the running search is, by questions with known answers. */
@Command(
        name = "eval",
        description = "Ask questions with known answers and say how good and how fast the results are.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A file of one's own: tab-separated lines of a question, a document that answers it (its id, title,",
            "source or file name) and, if wanted, a grade; or JSON lines as in demo/queries. See docs/cli.md."
        })
final class EvalCommand implements Callable<Integer> {

    private final Surroundings around;

    @Option(
            names = {"-q", "--questions"},
            paramLabel = "FILE",
            description = ".tsv or .jsonl. Default: the questions over the demo yachts.")
    private @Nullable Path file;

    @Option(
            names = "--split",
            defaultValue = "dev",
            description = "Of the demo questions: dev to work with, test for a last look. Default: ${DEFAULT-VALUE}")
    private String split = "dev";

    @Option(
            names = {"-n", "--limit"},
            description = "At most so many questions, chosen by the hash of their ids. Default: all")
    private @Nullable Integer limit;

    @Option(
            names = {"-t", "--type"},
            defaultValue = "hybrid",
            description = "hybrid, bm25 or vector. Default: ${DEFAULT-VALUE}")
    private String type = "hybrid";

    @Option(names = "--no-rerank", description = "Keep the fused order.")
    private boolean noRerank;

    @Mixin
    private final GatewayOptions where = new GatewayOptions();

    @Mixin
    private final JsonOutput json = new JsonOutput();

    EvalCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Set.of("dev", "test").contains(split)) {
            throw new UserError("--split must be dev or test, not " + split + ".");
        }
        if (!Set.of("hybrid", "bm25", "vector").contains(type)) {
            throw new UserError("--type must be hybrid, bm25 or vector, not " + type + ".");
        }
        if (limit != null && limit < 1) {
            throw new UserError("--limit must be at least 1, not " + limit + ".");
        }
        Map<YachtId, Gateway> gateways = new HashMap<>();
        try (Interruption ctrlC = new Interruption(() -> {})) {
            JudgedQuestions questions = questions();
            accesses(questions).forEach((yacht, access) -> gateways.put(yacht, around.gateway(access, ctrlC)));
            EvaluationResult result = new Evaluation(
                            gateways,
                            Map.of("search_type", type, "rerank", !noRerank),
                            around.terminal().aside())
                    .run(questions);
            report(result);
            return result.unanswered().isEmpty() ? ExitCode.DONE : ExitCode.IN_PART;
        } finally {
            gateways.values().forEach(Gateway::close);
        }
    }

    private JudgedQuestions questions() {
        try {
            JudgedQuestions all;
            YachtId only = where.chosen() || file != null
                    ? where.access(around.layout()).yacht()
                    : null;
            if (only == null && (where.chosen() || file != null)) {
                throw new UserError("Say with --yacht whose documents the questions are about.");
            }
            if (file != null && only != null) {
                all = JudgedQuestions.ofFile(file, only);
            } else {
                all = JudgedQuestions.ofDemo(around.layout().demo(), split);
                all = only == null ? all : all.of(only);
            }
            JudgedQuestions some = limit == null ? all : all.sampled(limit);
            if (some.questions().isEmpty()) {
                throw new UserError("There is no question about this yacht.");
            }
            return some;
        } catch (IOException | JacksonException unreadable) {
            throw new UserError("The questions cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The demo's questions are about two yachts, each asked with its own signature. */
    private Map<YachtId, Access> accesses(JudgedQuestions questions) {
        Set<YachtId> asked =
                questions.questions().stream().map(JudgedQuestions.Asked::yacht).collect(Collectors.toSet());
        Map<YachtId, Access> accesses = new HashMap<>();
        if (where.chosen() || file != null) {
            Access access = where.access(around.layout());
            asked.forEach(yacht -> accesses.put(yacht, access));
            return accesses;
        }
        for (DemoYacht yacht : DemoYachts.in(around.layout().demo())) {
            if (asked.contains(yacht.id())) {
                accesses.put(yacht.id(), where.as(around.layout(), yacht));
            }
        }
        return accesses;
    }

    private void report(EvaluationResult result) {
        Figures all = result.all();
        if (json.wanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("questions", file == null ? "demo:" + split : file.toString());
            document.put("search_type", type);
            document.put("rerank", !noRerank);
            document.put("all", wire(all));
            document.put(
                    "by_kind", result.byKind().stream().map(EvalCommand::wire).toList());
            document.put("degraded", result.degraded());
            document.put("unanswered", result.unanswered());
            json.print(around.terminal(), document);
            return;
        }
        Terminal terminal = around.terminal();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Kind", "Questions", "nDCG@10", "Recall@10", "MRR@10", "P@1", "Useful@1", "p50 ms", "p95 ms"));
        result.byKind().forEach(each -> rows.add(row(each)));
        rows.add(row(all));
        terminal.table(rows);
        result.degraded()
                .forEach((word, answers) -> terminal.say(terminal.warning("! " + answers + " answers with " + word)));
        if (!result.unanswered().isEmpty()) {
            terminal.fail(result.unanswered().size() + " questions were refused, the first: "
                    + result.unanswered().getFirst());
        }
    }

    private static List<String> row(Figures figures) {
        return List.of(
                figures.kind(),
                Integer.toString(figures.questions()),
                share(figures.ndcg10()),
                share(figures.recall10()),
                share(figures.mrr10()),
                share(figures.precision1()),
                share(figures.useful1()),
                millis(figures.p50Millis()),
                millis(figures.p95Millis()));
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
    }

    private static Map<String, Object> wire(Figures figures) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("kind", figures.kind());
        wire.put("questions", figures.questions());
        wire.put("ndcg_10", rounded(figures.ndcg10()));
        wire.put("recall_10", rounded(figures.recall10()));
        wire.put("mrr_10", rounded(figures.mrr10()));
        wire.put("precision_1", rounded(figures.precision1()));
        wire.put("useful_1", rounded(figures.useful1()));
        wire.put("p50_ms", rounded(figures.p50Millis()));
        wire.put("p95_ms", rounded(figures.p95Millis()));
        return wire;
    }

    private static @Nullable Double rounded(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 10_000) / 10_000.0;
    }
}
