package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answer of {@code GET /api/v1/workflows}. */
record WorkflowList(List<Entry> workflows) {

    WorkflowList {
        workflows = List.copyOf(workflows);
    }

    /**
     * One workflow.
     *
     * @param input field to what it may be
     * @param available whether it can be run
     * @param missing what must be set before; null where nothing must
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String name,
            String summary,
            Map<String, String> input,
            boolean available,
            @Nullable String missing) {}
}
