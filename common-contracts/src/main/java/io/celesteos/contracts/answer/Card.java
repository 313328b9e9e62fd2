package io.celesteos.contracts.answer;

import io.celesteos.contracts.search.HitType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One result of {@code POST /webhook/search}; {@code actions} fit its type and the intent, most useful first. */
public record Card(
        HitType type,
        UUID id,
        String title,
        String preview,
        double score,
        List<String> actions,
        List<String> highlights,
        Map<String, Object> metadata) {}
