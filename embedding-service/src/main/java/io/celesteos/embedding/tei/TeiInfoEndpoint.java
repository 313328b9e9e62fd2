package io.celesteos.embedding.tei;

import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.schedule.ScheduleProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /info}, text-embeddings-inference's dialect of {@code /api/v1/models}. */
@RestController
@Tag(name = "models")
class TeiInfoEndpoint {

    private final ModelCatalog catalog;
    private final ScheduleProperties schedule;
    private final String version;

    TeiInfoEndpoint(ModelCatalog catalog, ScheduleProperties schedule, ObjectProvider<BuildProperties> build) {
        this.catalog = catalog;
        this.schedule = schedule;
        BuildProperties built = build.getIfAvailable();
        this.version = built == null ? "dev" : Objects.requireNonNullElse(built.getVersion(), "dev");
    }

    @Operation(summary = "The default model and the limits, as text-embeddings-inference describes itself")
    @GetMapping(path = "/info", produces = MediaType.APPLICATION_JSON_VALUE)
    TeiInfo info() {
        return TeiInfo.of(catalog.require(null), schedule.maxQueuedRequests(), version);
    }
}
