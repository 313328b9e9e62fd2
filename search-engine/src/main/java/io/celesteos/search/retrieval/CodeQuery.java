package io.celesteos.search.retrieval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One code the query names, as the stored forms that answer it.
 *
 * @param forms form to its worth, 0 to 1: the form as asked is 1, a looser reading less
 * @param certain whether it reads as a code and not as a guess from neighbouring words
 */
public record CodeQuery(Map<String, Float> forms, boolean certain) {

    /** Between kind and number in the form of a machine's name; no code holds it. */
    public static final char UNIT = '#';

    public CodeQuery {
        forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    }

    /** Whether it names one machine of several ({@code generator#2}). */
    public boolean unit() {
        return forms.keySet().stream().anyMatch(form -> form.indexOf(UNIT) > 0);
    }
}
