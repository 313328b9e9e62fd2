package io.celesteos.nlp.faultcode;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.text.Span;
import org.jspecify.annotations.Nullable;

/** What one fault code says; every fault code becomes a candidate here. */
record CodeReading(
        String standard,
        @Nullable String code,
        @Nullable Integer spn,
        @Nullable Integer fmi,
        @Nullable Integer occurrenceCount,
        @Nullable String severity,
        @Nullable String description) {

    CodeReading(
            String standard,
            @Nullable String code,
            @Nullable Integer spn,
            @Nullable Integer fmi,
            @Nullable String severity,
            @Nullable String description) {
        this(standard, code, spn, fmi, null, severity, description);
    }

    /** A code of which nothing is known but its shape. */
    static CodeReading shape(String standard, String code, @Nullable Integer fmi) {
        return new CodeReading(standard, code, null, fmi, null, null);
    }

    boolean known() {
        return description != null;
    }

    Candidate at(Span span, String canonical, double confidence, String rule) {
        return new Candidate(
                EntityKind.FAULT_CODES,
                span,
                canonical,
                confidence,
                EntitySource.PATTERN,
                rule,
                known() ? 2 : 1,
                mention -> new Entity.FaultCode(
                        mention, standard, code, spn, fmi, occurrenceCount, known(), severity, description));
    }
}
