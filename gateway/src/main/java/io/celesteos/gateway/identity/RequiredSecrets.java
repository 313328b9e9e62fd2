package io.celesteos.gateway.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** In production nothing is left to chance: a secret that would be made up, or missing, ends the start. */
@Component
@Profile("prod")
final class RequiredSecrets {

    private static final Map<String, String> NEEDED = new TreeMap<>(Map.of(
            "celeste.web.api-key", "CELESTE_API_KEY",
            "gateway.upstreams.api-key", "CELESTE_API_KEY",
            "gateway.identity.stream-token-secret", "STREAM_TOKEN_SECRET",
            "gateway.identity.signing-secret", "SIGNING_SECRET",
            "spring.datasource.password", "DATABASE_PASSWORD"));

    RequiredSecrets(Environment environment) {
        List<String> missing = new ArrayList<>();
        NEEDED.forEach((property, variable) -> {
            if (environment.getProperty(property, "").isBlank()) {
                missing.add(variable + " (" + property + ")");
            }
        });
        if (!missing.isEmpty()) {
            throw new MissingSecretsException(missing);
        }
    }
}
