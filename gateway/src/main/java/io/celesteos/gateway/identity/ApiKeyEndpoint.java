package io.celesteos.gateway.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.AccessKey;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/api-keys} and {@code /api/v1/signing-secret}: for whoever holds the yacht's own secret. */
@RestController
@Tag(name = "Credentials")
class ApiKeyEndpoint {

    private static final String EXAMPLE = """
            {"name": "n8n", "scopes": ["search", "extract"], "expires_in_days": 365}""";

    private final ApiKeys keys;
    private final SignedRequests signed;
    private final BlockingBridge bridge;

    ApiKeyEndpoint(ApiKeys keys, SignedRequests signed, BlockingBridge bridge) {
        this.keys = keys;
        this.signed = signed;
        this.bridge = bridge;
    }

    /** @param expiresInDays 1 to 3,650; null for never */
    record Wish(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 10) Set<Scope> scopes,

            @Nullable @Min(1) @Max(3650) @JsonProperty("expires_in_days")
            Integer expiresInDays) {}

    /** @param key the secret, in the answer that tells of its making and in no other */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            UUID id,
            String name,
            Set<String> scopes,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") @Nullable Instant expiresAt,
            @JsonProperty("revoked_at") @Nullable Instant revokedAt,
            @Nullable String key) {

        static Told of(AccessKey key, @Nullable String secret) {
            return new Told(
                    key.id(),
                    key.name(),
                    new TreeSet<>(key.scopes()),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    secret);
        }
    }

    /** @param keys the newest first */
    record Listed(List<Told> keys) {}

    record Secret(String secret) {}

    @PostMapping(path = "/api/v1/api-keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "A key for a program",
            description = "The key is told once, in key. Scopes: search, answer, extract, embed, documents:read,"
                    + " documents:write. Send it in X-API-Key, or as Authorization: Bearer.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            examples = @ExampleObject(EXAMPLE))))
    Mono<Told> make(@Valid @RequestBody Wish wish, ServerWebExchange exchange) {
        YachtId yacht = owner(exchange);
        return bridge.call(exchange, () -> {
            ApiKeys.Made made = keys.make(yacht, wish.name().strip(), wish.scopes(), wish.expiresInDays());
            return Told.of(made.key(), made.secret());
        });
    }

    @GetMapping("/api/v1/api-keys")
    @Operation(summary = "The yacht's keys, revoked ones too")
    Mono<Listed> list(ServerWebExchange exchange) {
        YachtId yacht = owner(exchange);
        return bridge.call(
                exchange,
                () -> new Listed(
                        keys.of(yacht).stream().map(key -> Told.of(key, null)).toList()));
    }

    @DeleteMapping("/api/v1/api-keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a key", description = "It opens nothing within ten seconds.")
    Mono<Void> revoke(@PathVariable UUID id, ServerWebExchange exchange) {
        YachtId yacht = owner(exchange);
        return bridge.call(exchange, () -> {
                    keys.revoke(yacht, id);
                    return true;
                })
                .then();
    }

    @PostMapping("/api/v1/signing-secret")
    @Operation(
            summary = "The secret to sign requests with",
            description = "X-Yacht-Signature: yacht=<uuid>,t=<epoch seconds>,v1=<hex HMAC-SHA256 of \"<t>.<body>\">."
                    + " It changes with the yacht's token.")
    Mono<Secret> signingSecret(ServerWebExchange exchange) {
        owner(exchange);
        var yacht = SignedIn.yacht(exchange);
        return bridge.call(
                exchange,
                () -> signed.secret(yacht)
                        .map(Secret::new)
                        .orElseThrow(() -> ProblemException.of(ProblemType.UNAUTHORIZED, SignIn.HOW)));
    }

    /** Users and programs must not be able to make themselves credentials that outlive them. */
    private static YachtId owner(ServerWebExchange exchange) {
        Caller caller = SignedIn.caller(exchange);
        if (caller.kind() != Caller.Kind.YACHT) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Credentials are made and revoked with the yacht's own signature only.");
        }
        return caller.yacht().id();
    }
}
