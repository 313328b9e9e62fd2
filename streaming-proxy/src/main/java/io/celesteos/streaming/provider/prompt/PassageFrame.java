package io.celesteos.streaming.provider.prompt;

import io.celesteos.contracts.search.SearchHit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passages and the question as JSON, one line each. Within a JSON string a quotation mark and the end of a line
 * are escaped, so that no text can end its own frame and begin another, whatever it holds.
 */
final class PassageFrame {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PassageFrame() {}

    static String passage(int number, SearchHit hit, String content) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("passage", number);
        line.put("title", clean(hit.title()));
        line.put("text", clean(content));
        return JSON.writeValueAsString(line);
    }

    static String question(String query) {
        return JSON.writeValueAsString(Map.of("question", clean(query)));
    }

    /** JSON leaves the other line separators of Unicode as they are, and a model may see new lines in them. */
    private static String clean(String text) {
        return text.replace('\u2028', ' ').replace('\u2029', ' ').replace('\u0085', ' ');
    }
}
