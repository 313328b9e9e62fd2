package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.EventStream;
import io.celesteos.stack.terminal.Shown;
import io.celesteos.stack.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer as it is written, then what its numbers stand for. */
final class StreamedAnswer implements EventStream.Events {

    private final Terminal terminal;
    private final boolean shown;
    private final StringBuilder answer = new StringBuilder();
    private final List<JsonNode> citations = new ArrayList<>();
    private final Map<String, JsonNode> results = new LinkedHashMap<>();
    private @Nullable JsonNode end;
    private boolean complete;

    /** @param shown false only collects */
    StreamedAnswer(Terminal terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    @Override
    public boolean next(String name, JsonNode data) {
        switch (name) {
            case "result" -> results.put(data.path("id").asString(""), data);
            case "llm_chunk" -> chunk(data.path("content").asString(""));
            case "citations" -> data.path("citations").forEach(citations::add);
            case "complete" -> {
                end = data;
                complete = true;
                print();
            }
            case "error" -> {
                end = data;
                print();
            }
            default -> {
                // start, entities, rerank: not shown here
            }
        }
        return end == null;
    }

    private void chunk(String text) {
        answer.append(text);
        if (shown) {
            terminal.piece(Shown.plain(text));
        }
    }

    private void print() {
        if (!shown || end == null) {
            return;
        }
        if (!answer.isEmpty()) {
            terminal.say("");
            terminal.say("");
        }
        for (JsonNode citation : citations) {
            terminal.say("  [" + citation.path("number").asInt(0) + "] "
                    + terminal.bold(Shown.plain(citation.path("title").asString(""))) + "  "
                    + terminal.dim(Shown.cut(Shown.plain(citation.path("quote").asString("")), 100)));
        }
        if (!complete) {
            terminal.fail(
                    "The answer broke off: " + Shown.plain(end.path("detail").asString("")));
            return;
        }
        terminal.say(terminal.dim(end.path("total_results").asInt(0) + " results in "
                + end.path("latency_ms").asLong(0) + " ms"));
        new HitList(terminal, false).degraded(end.path("degraded"));
    }

    /** Whether it came to its good end. */
    boolean whole() {
        return complete;
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("answer", answer.toString());
        document.put("citations", citations);
        document.put("results", results.values());
        document.put("complete", complete);
        document.put("end", end == null ? Map.of() : end);
        return document;
    }
}
