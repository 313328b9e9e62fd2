package io.celesteos.gateway.answer;

import io.celesteos.contracts.answer.WebhookRequest;
import io.celesteos.contracts.answer.WebhookResponse;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.identity.ClientAddress;
import io.celesteos.gateway.identity.IdentityFilter;
import io.celesteos.gateway.identity.SignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /webhook/search}: who asks, then the answer. */
@RestController
@Tag(name = "Answer")
class AnswerEndpoint {

    private static final String EXAMPLE = """
            {"query": "Gen 2 overheating, what should I check?", "yacht_signature": "demo-yacht-signature"}""";

    private final SignIn signIn;
    private final AnswerOrchestrator orchestrator;
    private final BlockingBridge bridge;

    AnswerEndpoint(SignIn signIn, AnswerOrchestrator orchestrator, BlockingBridge bridge) {
        this.signIn = signIn;
        this.orchestrator = orchestrator;
        this.bridge = bridge;
    }

    @PostMapping(
            path = "/webhook/search",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @SecurityRequirements
    @Operation(
            summary = "Results, entities, intent and actions as one document",
            description = "The yacht's signature goes into yacht_signature or the X-Yacht-Signature header. A part"
                    + " that is missing is named in metadata.degraded.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            examples = @ExampleObject(EXAMPLE))))
    Mono<WebhookResponse> search(@Valid @RequestBody WebhookRequest request, ServerWebExchange exchange) {
        String signature = oneOf(IdentityFilter.signature(exchange.getRequest()), request.yachtSignature());
        String address = ClientAddress.of(exchange.getRequest());
        return bridge.call(exchange, () -> {
            Yacht yacht = signIn.bySignature(signature, address);
            SignIn.requireSame(yacht, request.yachtId());
            return orchestrator.answer(yacht, request);
        });
    }

    private static @Nullable String oneOf(@Nullable String header, @Nullable String body) {
        if (header != null && body != null && !header.equals(body)) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED,
                    "The header and the body hold different signatures. Send the yacht's signature in one place.");
        }
        return header == null ? body : header;
    }
}
