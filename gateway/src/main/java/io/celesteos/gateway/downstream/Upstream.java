package io.celesteos.gateway.downstream;

import java.util.List;
import java.util.Optional;

/** The inner services. */
public enum Upstream {
    SEARCH("search-engine"),
    EMBEDDING("embedding-service"),
    NLP("nlp-service"),
    STREAMING("streaming-proxy");

    private final String serviceName;

    Upstream(String serviceName) {
        this.serviceName = serviceName;
    }

    /** As the service calls itself. */
    public String serviceName() {
        return serviceName;
    }

    public static Optional<Upstream> named(String serviceName) {
        return List.of(values()).stream()
                .filter(upstream -> upstream.serviceName.equals(serviceName))
                .findFirst();
    }
}
