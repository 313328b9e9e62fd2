package io.celesteos.search.workflow;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All kinds of run, by name. */
@Component
final class WorkflowCatalog {

    private final Map<String, Workflow> byName;

    WorkflowCatalog(List<Workflow> workflows) {
        this.byName = workflows.stream()
                .collect(Collectors.toMap(Workflow::name, each -> each, (one, other) -> one, TreeMap::new));
    }

    Optional<Workflow> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws ProblemException {@code not_found} naming those there are */
    Workflow require(String name) {
        return find(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND,
                        "There is no such workflow. There are " + String.join(", ", byName.keySet()) + "."));
    }

    List<Workflow> all() {
        return List.copyOf(byName.values());
    }
}
