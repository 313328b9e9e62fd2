package io.celesteos.bench.quality;

import io.celesteos.contracts.search.HitType;
import java.util.Map;

/** What a contender gave as one result. */
record Found(HitType type, String content, Map<String, Object> metadata) {

    /** The metadata value as text, empty where there is none. */
    String text(String name) {
        return metadata.get(name) instanceof String text ? text : "";
    }
}
