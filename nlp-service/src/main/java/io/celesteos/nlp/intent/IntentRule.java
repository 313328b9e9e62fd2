package io.celesteos.nlp.intent;

/**
 * Words that ask for something: a lead ("create"), and an object ("work order") at most {@code gap} tokens after it;
 * without an object the lead alone says it.
 *
 * @param weight 0 to 1: how sure the intent is when the words are there
 */
record IntentRule(int index, String intent, double weight, int gap, boolean needsObject) {}
