package io.celesteos.search.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryTests {

    private static final Changes TOLD = new Changes.Keys(Set.of(PassageKey.chunk(new UUID(0, 1))));
    private static final Changes NONE = Changes.none();
    private static final Changes UNTOLD = new Changes.Untold();
    private static final Changes OTHER = new Changes.OtherHistory();

    static Stream<Arguments> cases() {
        return Stream.of(
                // held, head, logged from, stamp the log has for the held generation, what follows
                Arguments.of(at(5, "e"), at(5, "e"), 0, "e", NONE),
                Arguments.of(at(5, "e"), at(5, "x"), 0, "x", OTHER),
                Arguments.of(at(5, "e"), at(4, "d"), 0, null, OTHER),
                Arguments.of(at(5, "e"), Watermark.NONE, 0, null, OTHER),
                Arguments.of(at(5, "e"), at(8, "h"), 0, "e", TOLD),
                Arguments.of(at(5, "e"), at(8, "h"), 5, "e", TOLD),
                Arguments.of(at(5, "e"), at(8, "h"), 5, null, UNTOLD),
                Arguments.of(at(5, "e"), at(8, "h"), 6, null, UNTOLD),
                Arguments.of(at(5, "e"), at(8, "h"), 0, "x", OTHER),
                Arguments.of(Watermark.NONE, at(8, "h"), 0, null, TOLD),
                Arguments.of(Watermark.NONE, at(8, "h"), 1, null, UNTOLD),
                Arguments.of(Watermark.NONE, Watermark.NONE, 0, null, NONE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatFollowsAWatermark(
            Watermark held, Watermark head, long loggedFrom, @Nullable String heldStamp, Changes expected) {
        assertThat(new History(head, loggedFrom, heldStamp).after(held, () -> TOLD))
                .isEqualTo(expected);
    }

    private static Watermark at(long generation, String stamp) {
        return new Watermark(generation, stamp);
    }
}
