package io.celesteos.gateway.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArmTests {

    private static final List<YachtId> YACHTS =
            IntStream.range(0, 2_000).mapToObj(i -> new YachtId(new UUID(7, i))).toList();

    @Test
    void theShareOfTheYachtsIsAboutThePercentage() {
        assertThat(others("s", 0)).isEmpty();
        assertThat(others("s", 100)).hasSize(2_000);
        // Five standard deviations of a binomial.
        assertThat(others("s", 20).size()).isBetween(400 - 90, 400 + 90);
    }

    @Test
    void raisingThePercentageMovesYachtsOneWayOnly() {
        assertThat(others("s", 40)).containsAll(others("s", 20));
    }

    @Test
    void anotherSaltTakesOtherYachts() {
        assertThat(others("t", 20)).isNotEqualTo(others("s", 20));
    }

    private static List<YachtId> others(String salt, int percent) {
        return YACHTS.stream()
                .filter(yacht -> Arm.of(yacht, salt, percent) == Arm.OTHER)
                .toList();
    }
}
