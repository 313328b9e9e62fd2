package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.GrownChunk;
import java.util.List;
import java.util.Map;

/** Which part of the chunks a filter keeps. */
public enum Share {
    /** No filter. */
    ALL("100 %", Map.of()),
    /** One chunk in ten, any. */
    TENTH("10 %", Map.of("tags", List.of("tenth"))),
    /** One chunk in a hundred, any. */
    HUNDREDTH("1 %", Map.of("tags", List.of("hundredth"))),
    /** One in a hundred that are about the same: mostly far from the query. */
    TOPIC("1 %, one topic", Map.of("topic", List.of("topic 7")));

    private final String title;
    private final Map<String, List<String>> filters;

    Share(String title, Map<String, List<String>> filters) {
        this.title = title;
        this.filters = filters;
    }

    public String title() {
        return title;
    }

    /** As in a search request. */
    public Map<String, List<String>> filters() {
        return filters;
    }

    public boolean keeps(GrownChunk chunk) {
        return switch (this) {
            case ALL -> true;
            case TENTH -> chunk.tags().contains("tenth");
            case HUNDREDTH -> chunk.tags().contains("hundredth");
            case TOPIC -> chunk.topic().equals("topic 7");
        };
    }
}
