package io.celesteos.gateway.docs;

import tools.jackson.databind.node.ObjectNode;

/** An inner service's OpenAPI document as a caller of the gateway needs it: same paths, this door, this key. */
final class InnerDocument {

    private InnerDocument() {}

    static ObjectNode throughTheGateway(ObjectNode document) {
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode schemes = document.withObject("/components/securitySchemes");
        schemes.removeAll();
        schemes.putObject(OpenApiConfiguration.SCHEME)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Yacht-Signature");
        document.putArray("security").addObject().putArray(OpenApiConfiguration.SCHEME);
        return document;
    }
}
