package io.celesteos.search.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page begins in an order that was made before. It names no yacht and opens nothing: it only fits the
 * request it was given for.
 *
 * @param edition of the index the order was made from, as the start of its digest
 * @param question what was asked, as the start of its digest
 * @param order which order it is, as the start of its digest
 * @param offset of the page's first hit
 */
record PageToken(String edition, String question, String order, int offset) {

    static final int DIGEST = 16;

    private static final Pattern TEXT =
            Pattern.compile("1\\.([0-9a-f]{16})\\.([0-9a-f]{16})\\.([0-9a-f]{16})\\.(\\d{1,5})");

    PageToken {
        edition = edition.substring(0, DIGEST);
        question = question.substring(0, DIGEST);
        order = order.substring(0, DIGEST);
    }

    /** Empty when this was never given out. */
    static Optional<PageToken> parse(String token) {
        Matcher parts = TEXT.matcher(decoded(token));
        return parts.matches()
                ? Optional.of(
                        new PageToken(parts.group(1), parts.group(2), parts.group(3), Integer.parseInt(parts.group(4))))
                : Optional.empty();
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    String text() {
        String text = "1." + edition + '.' + question + '.' + order + '.' + offset;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
