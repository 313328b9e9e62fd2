package io.celesteos.gateway.body;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Files on their way to be indexed: passed on as they come, not read here. */
public final class Upload {

    private Upload() {}

    /** Told by path, method and media type together: a media type alone is free to choose. */
    public static boolean is(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        return request.getMethod().equals(HttpMethod.POST)
                && request.getURI().getRawPath().equals("/api/v1/documents")
                && MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type);
    }
}
