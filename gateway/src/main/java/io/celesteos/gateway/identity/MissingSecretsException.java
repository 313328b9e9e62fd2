package io.celesteos.gateway.identity;

import java.util.List;

/** A start in production without secrets. */
final class MissingSecretsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingSecretsException(List<String> missing) {
        super("With the profile prod these secrets have to be set: " + String.join(", ", missing));
    }
}
