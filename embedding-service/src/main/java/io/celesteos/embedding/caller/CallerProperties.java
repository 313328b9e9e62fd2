package io.celesteos.embedding.caller;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How callers are told apart.
 *
 * @param trustHeader take the caller's name from {@code X-Caller}; to be switched off where untrusted clients
 *     reach the service, as each made-up name would get a share of its own. Then, and where the header is
 *     missing, the caller is the remote address
 * @param watchConnections look at the connection of a waiting request, and drop its work when the client has left
 */
@Validated
@ConfigurationProperties(prefix = "embedding.caller", ignoreUnknownFields = false)
public record CallerProperties(
        @DefaultValue("true") boolean trustHeader,
        @DefaultValue("true") boolean watchConnections) {}
