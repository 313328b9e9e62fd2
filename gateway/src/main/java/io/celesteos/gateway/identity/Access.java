package io.celesteos.gateway.identity;

import java.util.Set;
import org.springframework.http.HttpMethod;

/** What a path asks of its caller. Whatever is not named here needs a yacht's signature. */
enum Access {
    /** Nothing. */
    OPEN,
    /** The endpoint signs in by itself: the credential may be in the body. */
    BY_BODY,
    /** A signature, or a stream token in the URL. */
    STREAM,
    /** The key of whoever runs the suite. */
    OPERATOR,
    /** A yacht's signature. */
    YACHT;

    private static final Set<String> OPEN_PATHS =
            Set.of("/", "/index.html", "/favicon.ico", "/favicon.svg", "/health", "/v3/api-docs", "/swagger-ui");

    private static final Set<String> OPEN_FOLDERS =
            Set.of("/console/", "/v3/api-docs/", "/swagger-ui/", "/webjars/", "/docs/", "/actuator/health/");

    /** @param path as it came, not decoded: an encoded spelling of an open path is not open */
    static Access of(HttpMethod method, String path) {
        if (path.equals("/webhook/search")) {
            return BY_BODY;
        }
        if (path.equals("/actuator/health")
                || OPEN_PATHS.contains(path)
                || OPEN_FOLDERS.stream().anyMatch(path::startsWith)) {
            return OPEN;
        }
        if (path.equals("/actuator") || path.startsWith("/actuator/") || path.startsWith("/operator/")) {
            return OPERATOR;
        }
        boolean stream = path.equals("/api/v1/stream") || path.equals("/api/v1/stream/ws");
        return stream && method.equals(HttpMethod.GET) ? STREAM : YACHT;
    }
}
