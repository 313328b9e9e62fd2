package io.celesteos.gateway.proxy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.identity.SignIn;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a JSON document the yacht's own. What goes on is what was understood here, written anew: a document that
 * two parsers could read differently (a key twice, another encoding, trailing text) is refused or arrives in one
 * reading only.
 */
final class YachtInBody {

    static final String FIELD = "yacht_id";

    private final JsonMapper json;

    YachtInBody(JsonMapper json) {
        // Numbers pass through as they were written, however long.
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * The document with {@code yacht_id} set.
     *
     * @param document UTF-8 JSON; empty counts as {@code {}}
     * @throws ProblemException 400 when it is no JSON object or names no UUID, 403 when it names another yacht
     */
    byte[] write(byte[] document, Yacht yacht) {
        JsonNode read = document.length == 0 ? json.createObjectNode() : json.readTree(document);
        if (!(read instanceof ObjectNode object)) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be one JSON object.");
        }
        JsonNode given = object.get(FIELD);
        if (given != null && !given.isNull()) {
            SignIn.requireSame(yacht, yachtId(given.isString() ? given.stringValue() : ""));
        }
        object.put(FIELD, yacht.id().toString());
        return json.writeValueAsBytes(object);
    }

    /** @throws ProblemException 400 when {@code text} is no UUID */
    static YachtId yachtId(String text) {
        try {
            return YachtId.of(text);
        } catch (IllegalArgumentException noUuid) {
            throw ProblemException.invalidField(FIELD, "must be a UUID, or be left out");
        }
    }
}
