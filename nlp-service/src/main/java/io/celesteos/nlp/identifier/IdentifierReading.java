package io.celesteos.nlp.identifier;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.text.Span;

/** Every identifier becomes a candidate here; {@code type} is {@code imo}, {@code mmsi} or {@code hin}. */
record IdentifierReading(String type, String canonical) {

    Candidate at(Span span, double confidence) {
        return new Candidate(
                EntityKind.IDENTIFIERS,
                span,
                canonical,
                confidence,
                EntitySource.PATTERN,
                type,
                1,
                mention -> new Entity.Term(mention, type));
    }
}
