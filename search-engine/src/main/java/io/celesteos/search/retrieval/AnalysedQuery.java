package io.celesteos.search.retrieval;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the text of a query asks for, as terms of the index.
 *
 * @param text as it is embedded: trimmed, Unicode NFC
 * @param words each the terms that mean the same, the most telling first: the concept, where the word has one,
 *     then the word; a passage should hold one of each
 * @param codes codes it names
 * @param tokens number of words typed, stop words included
 * @param typed words that may have been mistyped, in the order of the text
 * @param latest what it asks the latest of, where it does
 * @param preferences kinds of passage that count more or less for the way it is put
 */
public record AnalysedQuery(
        String text,
        List<List<String>> words,
        List<CodeQuery> codes,
        QueryKind kind,
        int tokens,
        List<TypedWord> typed,
        Optional<LatestWish> latest,
        Preferences preferences) {

    public AnalysedQuery {
        words = words.stream().map(List::copyOf).toList();
        codes = List.copyOf(codes);
        typed = List.copyOf(typed);
    }

    /** A query without typing errors that asks for no dates. */
    public AnalysedQuery(String text, List<List<String>> words, List<CodeQuery> codes, QueryKind kind, int tokens) {
        this(text, words, codes, kind, tokens, List.of(), Optional.empty(), Preferences.none());
    }

    /** All terms of the words. */
    public Set<String> terms() {
        Set<String> terms = new HashSet<>();
        words.forEach(terms::addAll);
        return terms;
    }

    /** All forms of the codes. */
    public Set<String> codeForms() {
        Set<String> forms = new HashSet<>();
        codes.stream().map(code -> code.forms().keySet()).forEach((Collection<String> each) -> forms.addAll(each));
        return forms;
    }
}
