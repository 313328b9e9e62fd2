package io.celesteos.nlp.intent;

import io.celesteos.nlp.gazetteer.PhraseAutomaton;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.List;

/**
 * Words that ask for the same kind of thing: {@code raise} and {@code issue} both create. What the model learns of one it
 * knows of the others. Immutable.
 */
final class WordClasses {

    private final PhraseAutomaton<String> words;

    private WordClasses(PhraseAutomaton<String> words) {
        this.words = words;
    }

    static WordClasses load(Tokenizer tokenizer) {
        var builder = new PhraseAutomaton.Builder<String>(tokenizer);
        for (TsvResource.Row row : TsvResource.read("/intent/word_classes.tsv").rows()) {
            row.list("words", '|').forEach(word -> builder.add(word, row.get("class")));
        }
        return new WordClasses(builder.build());
    }

    List<PhraseHit<String>> in(List<Token> tokens) {
        return words.scan(tokens);
    }
}
