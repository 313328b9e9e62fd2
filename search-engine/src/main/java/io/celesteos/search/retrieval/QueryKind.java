package io.celesteos.search.retrieval;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a query looks like; it decides how much each branch counts. */
public enum QueryKind {
    /** Names a fault code, part number or model and little else. */
    CODE,
    /** A few words. */
    KEYWORDS,
    /** Natural language. */
    QUESTION;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
