package io.celesteos.nlp.gazetteer;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.Token;
import java.util.List;

/**
 * A term as tokens, and what it stands for.
 *
 * @param loose single letters may stand apart too: {@code 1 R 0726}
 */
record Phrase<T>(List<String> forms, List<Gap> gaps, T value, boolean loose) {

    static <T> Phrase<T> of(List<Token> tokens, T value, boolean loose) {
        return new Phrase<>(
                tokens.stream().map(Token::form).toList(),
                tokens.stream().map(Token::before).toList(),
                value,
                loose);
    }

    int length() {
        return forms.size();
    }

    /**
     * Whether {@code tokens} from {@code first} on hang together as the term does. Looser writing is fine
     * ({@code fire main} for {@code fire-main}), but {@code m e} is not {@code m/e}: single letters stay together
     * when the term keeps them so.
     */
    boolean hangsTogether(List<Token> tokens, int first) {
        for (int i = 1; i < forms.size(); i++) {
            Gap here = tokens.get(first + i).before();
            Gap wanted = gaps.get(i);
            boolean fits = switch (here) {
                case JOINED, TIGHT -> true;
                case SPACE ->
                    loose
                            || wanted.compareTo(Gap.SPACE) >= 0
                            || !(isLetter(forms.get(i - 1)) || isLetter(forms.get(i)));
                case COMMA -> wanted == Gap.COMMA;
                case BREAK -> false;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(String form) {
        return form.length() == 1 && Character.isLetter(form.charAt(0));
    }
}
