package io.celesteos.gateway.answer;

import io.celesteos.contracts.search.SearchHit;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A card's preview: plain text of the passage's best part, safe to show anywhere as text. */
final class Preview {

    private static final Pattern MARK = Pattern.compile("</?mark>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Preview() {}

    /** At most {@code max} characters and an ellipsis, cut between words where there are any. */
    static String of(SearchHit hit, int max) {
        String marked = hit.snippet().isBlank()
                ? hit.content()
                : HtmlUtils.htmlUnescape(MARK.matcher(hit.snippet()).replaceAll(""));
        String text = BLANKS.matcher(marked).replaceAll(" ").strip();
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
}
