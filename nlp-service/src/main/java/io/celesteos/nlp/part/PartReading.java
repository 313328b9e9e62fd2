package io.celesteos.nlp.part;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtPart;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every part number becomes a candidate here; one that is in the inventory takes its number and name from there. */
final class PartReading {

    private static final double OWN_CONFIDENCE = 0.98;

    private PartReading() {}

    static Candidate of(
            String written,
            Span span,
            @Nullable String manufacturer,
            double confidence,
            String rule,
            @Nullable YachtContext yacht) {
        YachtPart own = yacht == null ? null : yacht.part(written).orElse(null);
        if (own != null) {
            return inInventory(own, span);
        }
        String number = written.toUpperCase(Locale.ROOT);
        return new Candidate(
                EntityKind.PARTS,
                span,
                number,
                confidence,
                EntitySource.PATTERN,
                rule,
                1,
                mention -> new Entity.Part(mention, number, manufacturer, null, false));
    }

    static Candidate inInventory(YachtPart own, Span span) {
        return new Candidate(
                EntityKind.PARTS,
                span,
                own.partNumber(),
                OWN_CONFIDENCE,
                EntitySource.YACHT,
                "inventory",
                2,
                mention -> new Entity.Part(mention, own.partNumber(), own.manufacturer(), own.name(), true));
    }
}
