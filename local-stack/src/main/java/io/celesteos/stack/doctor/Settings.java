package io.celesteos.stack.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Environment variables whose effect a person should know: who pays, who reads along, who is let in. */
final class Settings {

    private final Map<String, String> environment;

    Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String provider : List.of("OPENAI", "ANTHROPIC")) {
            if (set(provider + "_API_KEY")) {
                findings.add(Finding.warning(
                        provider + "_API_KEY",
                        "is set: questions and the passages found for them are sent to "
                                + (set(provider + "_BASE_URL")
                                        ? environment.get(provider + "_BASE_URL")
                                        : "its provider")
                                + ", and paid for",
                        "Unset it to keep everything here; answers are then quoted, not written."));
            }
        }
        if (set("OPENAI_API_KEY") && !is("OPENAI_EMBEDDINGS", false)) {
            findings.add(Finding.warning(
                    "OPENAI_EMBEDDINGS",
                    "is on: every passage of every document is sent there, for when the embedding-service is away",
                    "OPENAI_EMBEDDINGS=false keeps them here; see docs/search/fallback-embeddings.md."));
        }
        if (set("EXPERIMENT_BASE_URL") || set("EXPERIMENT_WEBHOOK_URL")) {
            findings.add(Finding.warning(
                    "EXPERIMENT_…",
                    "is set: a share of the requests goes to another upstream",
                    "docs/gateway/experiment.md"));
        }
        if (is("LIMITS_ENABLED", false)) {
            findings.add(Finding.warning("LIMITS_ENABLED", "is off: nobody is ever told to slow down", ""));
        }
        if (production() && !(set("CELESTE_API_KEY") && set("STREAM_TOKEN_SECRET") && set("SIGNING_SECRET"))) {
            findings.add(Finding.bad(
                    "Secrets",
                    "the profile prod needs CELESTE_API_KEY, STREAM_TOKEN_SECRET and SIGNING_SECRET",
                    "openssl rand -base64 32 makes one."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("Settings", "nothing is sent to anybody, nothing is switched off"));
        }
        return findings;
    }

    private boolean production() {
        return environment.getOrDefault("SPRING_PROFILES_ACTIVE", "").contains("prod");
    }

    private boolean set(String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    private boolean is(String name, boolean value) {
        return environment.getOrDefault(name, "").equalsIgnoreCase(Boolean.toString(value));
    }
}
