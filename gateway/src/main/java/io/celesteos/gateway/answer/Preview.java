package io.celesteos.gateway.answer;

import io.celesteos.contracts.search.SearchHit;
import org.springframework.web.util.HtmlUtils;

/** A card's preview: plain text of the passage's best part, safe to show anywhere as text. */
final class Preview {

    private Preview() {}

    /** At most {@code max} characters and an ellipsis, cut between words where there are any. */
    static String of(SearchHit hit, int max) {
        String marked = hit.snippet().isBlank()
                ? hit.content()
                : HtmlUtils.htmlUnescape(hit.snippet().replace("<mark>", "").replace("</mark>", ""));
        String text = withSingleBlanks(marked).strip();
        if (text.length() <= max) {
            return text;
        }
        int space = text.lastIndexOf(' ', max);
        int end = space > max / 2 ? space : max;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip() + "…";
    }

    /** Ten of these are made for each answer: a pattern took as long as reading the answer of the search. */
    private static String withSingleBlanks(String text) {
        StringBuilder single = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean now = sign == ' ' || (sign >= '\t' && sign <= '\r');
            if (!now) {
                single.append(sign);
            } else if (!blank) {
                single.append(' ');
            }
            blank = now;
        }
        return single.toString();
    }
}
