package io.celesteos.search.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.search.cache.CanonicalRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cuts pages from one order: whoever turns the page sees what follows the page before, neither again nor left
 * out, although the index or the reranker may have moved on meanwhile. Orders are keys and scores; contents are
 * read when a page is shown, so what was deleted is not shown. Thread-safe.
 */
@Component
class AnswerPages {

    /** Some 250 bytes each: 10 MB of orders, or 200 where two windows of 100 have nothing in common. */
    private static final int MOST_CANDIDATES = 40_000;

    private static final Duration KEPT = Duration.ofMinutes(15);

    private final CanonicalRequest canonical = new CanonicalRequest();
    private final Cache<OrderKey, RankedAnswer> orders = Caffeine.newBuilder()
            .maximumWeight(MOST_CANDIDATES)
            .weigher((OrderKey key, RankedAnswer answer) -> 1 + answer.order().size())
            .expireAfterAccess(KEPT)
            .build();

    /** Which order of which question; the question's digest covers the yacht. */
    private record OrderKey(String question, String edition, String fingerprint) {}

    /**
     * A page of an order.
     *
     * @param next token of the page after it, null where there is none
     */
    record Page(
            RankedAnswer answer,
            int offset,
            List<ScoredCandidate> candidates,
            @Nullable String next) {}

    /**
     * The page the request asks for.
     *
     * @param edition of the index as it is now
     * @param rank makes the order anew
     * @throws ProblemException {@code invalid_request} when the token is of another search, {@code conflict} when
     *     the order it belongs to is gone and cannot be made again
     */
    Page page(SearchRequest request, int topK, String edition, Supplier<RankedAnswer> rank) {
        String question = canonical.digest(request.unpaged());
        String token = request.pageToken();
        if (token == null) {
            return cut(question, start(Digest.of(edition)), rank.get(), 0, topK);
        }
        PageToken place = PageToken.parse(token)
                .orElseThrow(() -> ProblemException.invalidField(
                        "page_token", "must be the next_page_token of an answer; leave it out for the first page"));
        if (!place.question().equals(start(question))) {
            throw ProblemException.invalidField(
                    "page_token", "belongs to another search; leave it out for the first page of this one");
        }
        RankedAnswer answer = order(question, place, start(Digest.of(edition)), rank);
        return cut(question, place.edition(), answer, place.offset(), topK);
    }

    private RankedAnswer order(String question, PageToken place, String edition, Supplier<RankedAnswer> rank) {
        RankedAnswer kept = orders.getIfPresent(new OrderKey(question, place.edition(), place.order()));
        if (kept != null) {
            return kept;
        }
        if (place.edition().equals(edition)) {
            RankedAnswer again = rank.get();
            if (start(again.fingerprint()).equals(place.order())) {
                return again;
            }
        }
        throw ProblemException.of(
                ProblemType.CONFLICT,
                "What is stored has changed since the first page; leave page_token out to start again.");
    }

    private Page cut(String question, String edition, RankedAnswer answer, int offset, int topK) {
        int size = answer.order().size();
        int from = Math.min(offset, size);
        int to = Math.min(from + topK, size);
        String next = null;
        if (to < size) {
            String fingerprint = start(answer.fingerprint());
            orders.put(new OrderKey(question, edition, fingerprint), answer);
            next = new PageToken(edition, question, fingerprint, to).text();
        }
        return new Page(answer, from, answer.order().subList(from, to), next);
    }

    /** As much of a digest as a token holds. */
    private static String start(String digest) {
        return digest.substring(0, PageToken.DIGEST);
    }
}
