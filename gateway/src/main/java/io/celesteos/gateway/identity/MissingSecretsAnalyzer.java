package io.celesteos.gateway.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells which secrets are missing, without a stack trace. */
final class MissingSecretsAnalyzer extends AbstractFailureAnalyzer<MissingSecretsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingSecretsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set them in the environment, each at least 32 random bytes, e.g. from: openssl rand -base64 32",
                cause);
    }
}
