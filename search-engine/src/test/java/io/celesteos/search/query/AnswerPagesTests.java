package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.query.AnswerPages.Page;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerPagesTests {

    private static final YachtId ONE = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));
    private static final Supplier<RankedAnswer> NEVER = () -> {
        throw new AssertionError("the order must not be made again");
    };

    private final AnswerPages pages = new AnswerPages();

    @Test
    void pagesFollowEachOtherToTheEndWithoutRankingAgain() {
        Page page = pages.page(request(ONE, "oil", null), 4, "7:stamp", () -> answer(1, 2, 3, 4, 5, 6, 7, 8, 9));
        List<Integer> seen = new ArrayList<>(ids(page));
        while (page.next() != null) {
            page = pages.page(request(ONE, "oil", page.next()), 4, "7:stamp", NEVER);
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(page.offset()).isEqualTo(8);
    }

    @Test
    void aPageIsCutFromItsOwnOrderAlthoughTheIndexHasMovedOn() {
        Page first = pages.page(request(ONE, "oil", null), 2, "7:stamp", () -> answer(1, 2, 3, 4));
        pages.page(request(ONE, "oil", null), 2, "8:stamp", () -> answer(4, 3, 2, 1));

        assertThat(ids(pages.page(request(ONE, "oil", first.next()), 2, "8:stamp", NEVER)))
                .containsExactly(3, 4);
    }

    @Test
    void twoOrdersOfOneQuestionAreKeptApart() {
        Page late = pages.page(request(ONE, "oil", null), 2, "7:stamp", () -> answer(1, 2, 3, 4));
        Page reranked = pages.page(request(ONE, "oil", null), 2, "7:stamp", () -> answer(4, 3, 2, 1));

        assertThat(ids(pages.page(request(ONE, "oil", late.next()), 2, "7:stamp", NEVER)))
                .containsExactly(3, 4);
        assertThat(ids(pages.page(request(ONE, "oil", reranked.next()), 2, "7:stamp", NEVER)))
                .containsExactly(2, 1);
    }

    @Test
    void anOrderThatIsGoneIsMadeAgainWhereItComesOutTheSame() {
        String next = pages.page(request(ONE, "oil", null), 2, "7:stamp", () -> answer(1, 2, 3, 4))
                .next();
        AnswerPages restarted = new AnswerPages();

        assertThat(ids(restarted.page(request(ONE, "oil", next), 2, "7:stamp", () -> answer(1, 2, 3, 4))))
                .containsExactly(3, 4);
        assertThatThrownBy(
                        () -> new AnswerPages().page(request(ONE, "oil", next), 2, "7:stamp", () -> answer(2, 1, 3, 4)))
                .isInstanceOfSatisfying(
                        ProblemException.class, gone -> assertThat(gone.type()).isEqualTo(ProblemType.CONFLICT));
        assertThatThrownBy(() -> new AnswerPages().page(request(ONE, "oil", next), 2, "8:stamp", NEVER))
                .isInstanceOfSatisfying(
                        ProblemException.class, gone -> assertThat(gone.type()).isEqualTo(ProblemType.CONFLICT));
    }

    @Test
    void aTokenFitsNeitherAnotherQuestionNorAnotherYacht() {
        String next = pages.page(request(ONE, "oil", null), 2, "7:stamp", () -> answer(1, 2, 3, 4))
                .next();

        for (SearchRequest other :
                List.of(request(ONE, "water", next), request(OTHER, "oil", next), request(ONE, "oil", "nonsense"))) {
            assertThatThrownBy(() -> pages.page(other, 2, "7:stamp", NEVER))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            wrong -> assertThat(wrong.type()).isEqualTo(ProblemType.INVALID_REQUEST));
        }
    }

    @Test
    void anIndexOfTheSameNumberFromAnotherHistoryIsAnotherOne() {
        String next = pages.page(request(ONE, "oil", null), 2, "7:stamp", () -> answer(1, 2, 3, 4))
                .next();

        assertThatThrownBy(() -> new AnswerPages().page(request(ONE, "oil", next), 2, "7:restored", NEVER))
                .isInstanceOfSatisfying(
                        ProblemException.class, gone -> assertThat(gone.type()).isEqualTo(ProblemType.CONFLICT));
    }

    @Test
    void aPageBeyondTheEndIsEmpty() {
        Page first = pages.page(request(ONE, "oil", null), 1, "7:stamp", () -> answer(1, 2));
        String last = first.next();
        Page second = pages.page(request(ONE, "oil", last), 100, "7:stamp", NEVER);

        assertThat(ids(second)).containsExactly(2);
        assertThat(second.next()).isNull();
        assertThat(pages.page(request(ONE, "zzz", null), 10, "7:stamp", AnswerPagesTests::answer)
                        .candidates())
                .isEmpty();
    }

    private static SearchRequest request(YachtId yacht, String query, @Nullable String token) {
        return new SearchRequest(query, yacht, null, null, null, null, null, null, null, null, null, null, token);
    }

    private static RankedAnswer answer(int... ids) {
        List<ScoredCandidate> order = new ArrayList<>();
        for (int id : ids) {
            order.add(new ScoredCandidate(new FusedCandidate(PassageKey.chunk(new UUID(0, id)), null, null, 0, 1), 1));
        }
        SearchPlan plan = new SearchPlan(
                ONE,
                new AnalysedQuery("oil", List.of(), List.of(), QueryKind.KEYWORDS, 1),
                SearchType.HYBRID,
                10,
                true,
                SearchFilters.none(),
                new FusionWeights(1, 1),
                60,
                1,
                0,
                null,
                false,
                true,
                true);
        return new RankedAnswer(
                plan, order, Map.of(), new LinkedHashMap<>(), 0, List.of(), 0, 0, Map.of(), List.of(), List.of());
    }

    private static List<Integer> ids(Page page) {
        return page.candidates().stream()
                .map(each -> (int) each.candidate().key().id().getLeastSignificantBits())
                .toList();
    }
}
