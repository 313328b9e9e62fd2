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
    private static final double MISREAD_CONFIDENCE = 0.86;

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
                mention -> new Entity.Part(mention, number, manufacturer, null, false, null));
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
                mention -> new Entity.Part(mention, own.partNumber(), own.manufacturer(), own.name(), true, null));
    }

    /** A number of the inventory as a scan or a tired eye reads it: {@code 1R-O726} for {@code 1R-0726}. */
    static Candidate misread(YachtPart own, String written, Span span) {
        return new Candidate(
                EntityKind.PARTS,
                span,
                own.partNumber(),
                MISREAD_CONFIDENCE,
                EntitySource.FUZZY,
                "inventory_misread",
                2,
                mention -> new Entity.Part(mention, own.partNumber(), own.manufacturer(), own.name(), true, written));
    }
}
