package io.celesteos.search.sandbox;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sandbox as {@code POST /sandboxes} describes it.
 *
 * @param accessToken for what runs inside; null where the provider asks for none
 * @param trafficToken for its ports; null likewise
 */
record E2bMachine(
        String id,
        String domain,
        @Nullable String accessToken,
        @Nullable String trafficToken) {

    /** The id becomes part of a host's name and of a path: nothing but what can be that. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,128}");

    private static final Pattern HOST = Pattern.compile(SandboxProperties.HOST);

    /** @throws SandboxException when it is not such a description */
    static E2bMachine of(JsonNode answer, String usualDomain) {
        String id = answer.path("sandboxID").asString("");
        String domain = answer.path("domain").asString("");
        domain = domain.isEmpty() ? usualDomain : domain;
        if (!ID.matcher(id).matches() || !HOST.matcher(domain).matches()) {
            throw new SandboxException(
                    SandboxException.Reason.UNAVAILABLE, "The sandbox provider answered with something else.");
        }
        return new E2bMachine(id, domain, text(answer, "envdAccessToken"), text(answer, "trafficAccessToken"));
    }

    static boolean isId(String written) {
        return ID.matcher(written).matches();
    }

    private static @Nullable String text(JsonNode answer, String name) {
        String value = answer.path(name).asString("");
        return value.isEmpty() ? null : value;
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "E2bMachine[" + id + "]";
    }
}
