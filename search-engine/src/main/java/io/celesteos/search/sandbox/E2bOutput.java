package io.celesteos.search.sandbox;

import io.celesteos.search.sandbox.Execution.CodeError;
import io.celesteos.search.sandbox.Execution.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts an execution together from its messages, one JSON object a line: {@code stdout}, {@code stderr}, {@code
 * result}, {@code error}; {@code number_of_executions}, {@code end_of_execution} and kinds that are not known say
 * nothing that is kept. What is kept has a bound over all of it. Used by one thread at a time.
 */
final class E2bOutput {

    private static final int MOST_SHOWN = 50;
    private static final Set<String> NO_FORMATS = Set.of("type", "is_main_result", "extra");

    private final JsonMapper json = JsonMapper.shared();
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private final List<Shown> shown = new ArrayList<>();
    private @Nullable String text;
    private @Nullable CodeError error;
    private int room;
    private boolean truncated;

    /** @param room characters that are kept */
    E2bOutput(int room) {
        this.room = room;
    }

    /** A line, without its end; blank ones and such that are no JSON are passed over. */
    void line(byte[] bytes, int length) {
        JsonNode message;
        try {
            message = json.readTree(bytes, 0, length);
        } catch (JacksonException notJson) {
            truncated = true;
            return;
        }
        switch (message.path("type").asString("")) {
            case "stdout" -> stdout.append(kept(message.path("text").asString("")));
            case "stderr" -> stderr.append(kept(message.path("text").asString("")));
            case "result" -> result(message);
            case "error" -> {
                if (error == null) {
                    error = new CodeError(
                            kept(message.path("name").asString("")),
                            kept(message.path("value").asString("")),
                            kept(message.path("traceback").asString("")));
                }
            }
            default -> {}
        }
    }

    /** A line was too long to be read. */
    void skipped() {
        truncated = true;
    }

    private void result(JsonNode message) {
        if (shown.size() == MOST_SHOWN) {
            truncated = true;
            return;
        }
        boolean main = message.path("is_main_result").asBoolean(false);
        JsonNode written = message.path("text");
        String kept = written.isString() ? kept(written.asString()) : null;
        List<String> formats = new ArrayList<>();
        message.propertyStream()
                .filter(each ->
                        !NO_FORMATS.contains(each.getKey()) && !each.getValue().isNull())
                .limit(MOST_SHOWN)
                .forEach(each -> formats.add(each.getKey()));
        shown.add(new Shown(kept, formats, main));
        if (main && kept != null) {
            text = kept;
        }
    }

    /** As much of it as there is room for; never half a character. */
    private String kept(String written) {
        int end = Math.min(written.length(), room);
        if (end < written.length()) {
            truncated = true;
            if (end > 0 && Character.isHighSurrogate(written.charAt(end - 1))) {
                end--;
            }
        }
        room -= end;
        return written.substring(0, end);
    }

    Execution execution(long millis) {
        return new Execution(text, stdout.toString(), stderr.toString(), shown, error, truncated, millis);
    }
}
