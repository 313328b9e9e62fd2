package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import java.util.List;
import java.util.Set;

/** What one text says: every kind of entity that was asked for, the intent, and the reading they come from. */
record Extraction(Entities entities, Intent intent, EntityReading reading) {

    /** Of a text that no rule has read. */
    static final Extraction NONE = new Extraction(
            EntityList.of(List.of(), Set.of()),
            Intent.search(),
            new EntityReading(new SourceText(FoldedText.of(""), List.of()), List.of(), List.of()));
}
