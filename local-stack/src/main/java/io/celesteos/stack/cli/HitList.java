package io.celesteos.stack.cli;

import io.celesteos.stack.terminal.Shown;
import io.celesteos.stack.terminal.Terminal;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Hits for people: place, title, page, score, and where the words stand. */
final class HitList {

    private static final int SNIPPET = 320;

    private final Terminal terminal;
    private final boolean explain;

    HitList(Terminal terminal, boolean explain) {
        this.terminal = terminal;
        this.explain = explain;
    }

    void print(JsonNode answer) {
        JsonNode metadata = answer.path("search_metadata");
        int rank = 0;
        for (JsonNode hit : answer.path("results")) {
            rank++;
            hit(rank, hit);
        }
        if (rank == 0) {
            terminal.say("Nothing was found.");
        }
        for (JsonNode corrected : metadata.path("corrected")) {
            terminal.say("Searched for " + Shown.plain(corrected.path("to").asString("")) + " beside "
                    + Shown.plain(corrected.path("from").asString("")) + ".");
        }
        terminal.say(
                terminal.dim(rank + " results in " + metadata.path("latency_ms").asLong(0) + " ms, "
                        + metadata.path("search_type").asString("")
                        + (metadata.path("reranked").asBoolean(false) ? ", reranked" : "")));
        degraded(metadata.path("degraded"));
    }

    void degraded(JsonNode words) {
        String lacking = StreamSupport.stream(words.spliterator(), false)
                .map(word -> Shown.plain(word.asString("")))
                .collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            terminal.say(terminal.warning("! Without: " + lacking));
        }
    }

    private void hit(int rank, JsonNode hit) {
        JsonNode metadata = hit.path("metadata");
        StringBuilder where = new StringBuilder();
        if (metadata.has("page")) {
            where.append(", page ").append(metadata.path("page").asString());
        }
        if (metadata.has("section")) {
            where.append(", ").append(metadata.path("section").asString(""));
        }
        terminal.say(String.format(Locale.ROOT, "%2d. ", rank)
                + terminal.bold(Shown.cut(Shown.plain(metadata.path("title").asString("(no title)")), 80))
                + Shown.cut(Shown.plain(where.toString()), 80)
                + terminal.dim(String.format(
                        Locale.ROOT,
                        "  %.3f  %s",
                        hit.path("score").asDouble(0),
                        hit.path("type").asString("").replace('_', ' '))));
        terminal.say("    " + Snippet.of(hit.path("snippet").asString(""), SNIPPET, terminal::marked));
        if (explain) {
            terminal.say("    " + terminal.dim("scores " + hit.path("scores")));
            terminal.say("    " + terminal.dim("explanation " + hit.path("explanation")));
        }
        terminal.say("");
    }
}
