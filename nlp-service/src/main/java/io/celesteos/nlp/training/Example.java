package io.celesteos.nlp.training;

import java.util.Set;

/** The features of a text in a fixed order, and the intent it has. */
record Example(Set<String> features, String intent) {}
