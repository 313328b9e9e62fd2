package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Interruption;
import io.celesteos.stack.terminal.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code query}: what a yacht's documents and records say. */
@Command(
        name = "query",
        description = "Search a yacht's documents and records, or have an answer written.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

    private static final int MOST = 100;

    private final Surroundings around;

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "The question; quotes are not needed.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> words;

    @Option(
            names = {"-k", "--top-k"},
            defaultValue = "5",
            description = "Results, 1 to 100. Default: ${DEFAULT-VALUE}")
    private int topK;

    @Option(
            names = {"-t", "--type"},
            defaultValue = "hybrid",
            description = "hybrid, bm25 or vector. Default: ${DEFAULT-VALUE}")
    private String type = "hybrid";

    @Option(names = "--no-rerank", description = "Keep the fused order.")
    private boolean noRerank;

    @Option(names = "--explain", description = "Show the scores of each stage.")
    private boolean explain;

    @Option(
            names = {"-a", "--answer"},
            description = "Have an answer written from what is found, shown as it is written.")
    private boolean answer;

    @Mixin
    private final Filters filters = new Filters();

    @Mixin
    private final GatewayOptions where = new GatewayOptions();

    @Mixin
    private final JsonOutput json = new JsonOutput();

    QueryCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (topK < 1 || topK > MOST) {
            throw new UserError("--top-k must be 1 to " + MOST + ", not " + topK + ".");
        }
        if (!Set.of("hybrid", "bm25", "vector").contains(type)) {
            throw new UserError("--type must be hybrid, bm25 or vector, not " + type + ".");
        }
        Map<String, Object> narrowed = filters.wire();
        if (answer && !narrowed.isEmpty()) {
            throw new UserError(
                    "An answer is written from a search without filters; leave out --answer or the filters.");
        }
        try (Interruption ctrlC = new Interruption(() -> {});
                Gateway gateway = around.gateway(where.access(around.layout()), ctrlC)) {
            return answer ? answered(gateway) : searched(gateway, narrowed);
        }
    }

    private int searched(Gateway gateway, Map<String, Object> narrowed) throws InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("query", String.join(" ", words));
        request.put("top_k", topK);
        request.put("search_type", type);
        request.put("rerank", !noRerank);
        if (explain) {
            request.put("explain", true);
        }
        if (!narrowed.isEmpty()) {
            request.put("filters", narrowed);
        }
        where.yacht(around.layout()).ifPresent(yacht -> request.put("yacht_id", yacht));
        JsonNode found = gateway.post("/api/v1/search", Map.of(), request);
        if (json.wanted()) {
            json.print(around.terminal(), found);
        } else {
            new HitList(around.terminal(), explain).print(found);
        }
        return ExitCode.DONE;
    }

    private int answered(Gateway gateway) throws InterruptedException {
        StreamedAnswer written = new StreamedAnswer(around.terminal(), !json.wanted());
        gateway.stream(
                "/api/v1/stream",
                Map.of("query", String.join(" ", words), "top_k", topK, "search_type", type, "llm", true),
                written);
        if (json.wanted()) {
            json.print(around.terminal(), written.document());
        }
        return written.whole() ? ExitCode.DONE : ExitCode.IN_PART;
    }
}
