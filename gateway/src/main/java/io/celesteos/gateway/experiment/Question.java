package io.celesteos.gateway.experiment;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.identity.IdentityFilter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as the other arm gets it.
 *
 * @param to with its path
 * @param headers a short list, made here: what else the caller sent stays here
 * @param body JSON with the credential's {@code yacht_id}, and without {@code yacht_signature} unless it is to be
 *     forwarded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Question(URI to, Map<String, String> headers, byte[] body) {

    private static final int LONGEST_QUERY = 2_000;
    private static final String SIGNATURE = "yacht_signature";
    private static final String YACHT = "yacht_id";

    /** Empty for a request that is not in order: the main arm says what is wrong with it. */
    static Optional<Question> of(
            URI to,
            Caller caller,
            HttpHeaders headers,
            byte[] body,
            RequestContext context,
            ExperimentProperties properties,
            JsonMapper json) {
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        if (!(read instanceof ObjectNode document) || !asksSomething(document) || !isOwn(document, caller)) {
            return Optional.empty();
        }
        document.put(YACHT, caller.yacht().id().toString());
        Map<String, String> sent = new TreeMap<>();
        sent.put(HttpHeaders.CONTENT_TYPE, "application/json");
        sent.put(HttpHeaders.ACCEPT, "application/json");
        sent.put(RequestContext.REQUEST_ID_HEADER, context.requestId());
        if (context.traceparent() != null) {
            sent.put(RequestContext.TRACEPARENT_HEADER, context.traceparent());
        }
        if (properties.apiKey() != null) {
            sent.put("X-API-Key", properties.apiKey());
        }
        String signature = headers.getFirst(IdentityFilter.SIGNATURE_HEADER);
        if (!properties.forwardCredentials()) {
            document.remove(SIGNATURE);
        } else if (signature != null) {
            sent.put(IdentityFilter.SIGNATURE_HEADER, signature);
        }
        return Optional.of(new Question(to, sent, json.writeValueAsBytes(document)));
    }

    private static boolean asksSomething(ObjectNode document) {
        JsonNode text = document.has("query") ? document.get("query") : document.get("text");
        return text != null
                && text.isString()
                && !text.stringValue().isBlank()
                && text.stringValue().length() <= LONGEST_QUERY;
    }

    private static boolean isOwn(ObjectNode document, Caller caller) {
        JsonNode named = document.get(YACHT);
        return named == null
                || named.isNull()
                || (named.isString()
                        && named.stringValue()
                                .equalsIgnoreCase(caller.yacht().id().toString()));
    }
}
