package io.celesteos.streaming.provider.citation;

import io.celesteos.contracts.search.SearchHit;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.provider.extractive.QuoteFinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an answer with its citations checked: a number that no passage has is taken out and counted, the
 * others are numbered anew in the order of the answer. One number stands for one passage. Used by one thread.
 */
public final class CheckedText {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final int LONGEST_CLAIM = 4_000;

    private final String query;
    private final List<SearchHit> passages;
    private final MarkerGate gate = new MarkerGate(new Reading());

    /** Index of a passage to what was claimed by it, in the order of the answer. */
    private final Map<Integer, StringBuilder> claims = new LinkedHashMap<>();

    private final StringBuilder claim = new StringBuilder();
    private boolean cited;
    private boolean begun;
    private int unknown;

    /** @param passages number 1 is the first */
    public CheckedText(String query, List<SearchHit> passages) {
        this.query = query;
        this.passages = List.copyOf(passages);
    }

    /** What may be sent on now; maybe nothing yet. White space before the first word is left out. */
    public String accept(String piece) {
        return begun(gate.accept(piece));
    }

    /** What was held back to the end. */
    public String end() {
        return begun(gate.end());
    }

    /** One for each number in the text so far. */
    public List<Citation> citations() {
        List<Citation> citations = new ArrayList<>();
        claims.forEach((index, claimed) -> {
            SearchHit hit = passages.get(index);
            String said = claimed.toString().isBlank() ? query : claimed.toString();
            citations.add(new Citation(
                    citations.size() + 1,
                    hit.id(),
                    hit.title(),
                    hit.documentId(),
                    QuoteFinder.quote(said, hit.content())));
        });
        return citations;
    }

    /** Numbers that were taken out. */
    public int unknown() {
        return unknown;
    }

    private String begun(String text) {
        if (begun || text.isEmpty()) {
            return text;
        }
        String stripped = text.stripLeading();
        begun = !stripped.isEmpty();
        return stripped;
    }

    private final class Reading implements MarkerGate.Reader {

        /** Keeps what was said since the last citation: the claim that the next one is for. */
        @Override
        public void plain(char c) {
            if (cited && Character.isLetterOrDigit(c)) {
                claim.setLength(0);
                cited = false;
            }
            if (claim.length() < LONGEST_CLAIM) {
                claim.append(c);
            }
        }

        @Override
        public String marker(String inside) {
            StringBuilder markers = new StringBuilder();
            int source = inside.indexOf('†');
            Matcher number = NUMBER.matcher(source < 0 ? inside : inside.substring(0, source));
            while (number.find()) {
                int index = Integer.parseInt(number.group()) - 1;
                if (index < 0 || index >= passages.size()) {
                    unknown++;
                    continue;
                }
                cited = true;
                String marker = "[" + numberOf(index) + "]";
                if (markers.indexOf(marker) < 0) {
                    markers.append(marker);
                }
            }
            return markers.toString();
        }

        private int numberOf(int index) {
            StringBuilder claimed = claims.computeIfAbsent(index, first -> new StringBuilder());
            if (claimed.length() < LONGEST_CLAIM) {
                claimed.append(claim).append('\n');
            }
            return List.copyOf(claims.keySet()).indexOf(index) + 1;
        }
    }
}
