package io.celesteos.gateway.docs;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.downstream.Upstream;
import io.celesteos.gateway.downstream.UpstreamClients;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /docs/<service>/v3/api-docs}: the inner services' OpenAPI documents, for the Swagger UI. */
@RestController
@Hidden
class DocsEndpoint {

    private final UpstreamClients clients;
    private final BlockingBridge bridge;

    DocsEndpoint(UpstreamClients clients, BlockingBridge bridge) {
        this.clients = clients;
        this.bridge = bridge;
    }

    // Not written as /v3/api-docs: springdoc would take a mapping that ends like that for its own.
    @GetMapping(path = "/docs/{service}/v3/{document:api-docs}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ObjectNode> document(@PathVariable String service, ServerWebExchange exchange) {
        Upstream upstream = Upstream.named(service)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND,
                        "There are documents of search-engine, embedding-service, nlp-service and streaming-proxy."));
        return bridge.call(exchange, () -> InnerDocument.throughTheGateway(fetch(upstream)));
    }

    private ObjectNode fetch(Upstream upstream) {
        try {
            return clients.to(upstream).get("/v3/api-docs", ObjectNode.class);
        } catch (RemoteFailure away) {
            throw ProblemException.retryLater(
                    ProblemType.UPSTREAM_UNAVAILABLE,
                    "The " + upstream.serviceName() + " cannot be reached at the moment.",
                    Duration.ofSeconds(5));
        }
    }
}
