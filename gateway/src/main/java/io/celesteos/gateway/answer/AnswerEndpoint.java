package io.celesteos.gateway.answer;

import io.celesteos.contracts.answer.WebhookRequest;
import io.celesteos.contracts.answer.WebhookResponse;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.identity.ClientAddress;
import io.celesteos.gateway.identity.IdentityFilter;
import io.celesteos.gateway.identity.SignIn;
import io.celesteos.gateway.identity.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
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
        Optional<Caller> known = SignedIn.find(exchange);
        String signature = request.yachtSignature();
        if (known.isPresent() && signature != null && !SignedIn.isByBody(exchange)) {
            requireSamePlace(exchange, signature);
        }
        String address = ClientAddress.of(exchange.getRequest());
        return bridge.call(exchange, () -> {
            Yacht yacht = known.map(Caller::yacht).orElseGet(() -> signIn.bySignature(signature, address));
            SignIn.requireSame(yacht, request.yachtId());
            return orchestrator.answer(yacht, request);
        });
    }

    private static void requireSamePlace(ServerWebExchange exchange, String signature) {
        if (!signature.equals(exchange.getRequest().getHeaders().getFirst(IdentityFilter.SIGNATURE_HEADER))) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED,
                    "The headers and the body hold different credentials. Send one of them, in one place.");
        }
    }
}
