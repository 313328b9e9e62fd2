package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;

/** What one text says: every kind of entity, and the intent. */
record Extraction(Entities entities, Intent intent) {}
