package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;

/** What one text says: every kind of entity that was asked for, the intent, and the reading they come from. */
record Extraction(Entities entities, Intent intent, EntityReading reading) {}
