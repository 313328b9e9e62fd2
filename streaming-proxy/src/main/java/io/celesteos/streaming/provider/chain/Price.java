package io.celesteos.streaming.provider.chain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What tokens cost, in US dollars for a million of them. */
record Price(@Nullable BigDecimal input, @Nullable BigDecimal output) {

    private static final int DECIMALS = 8;

    /** Null unless both prices are known. */
    @Nullable
    BigDecimal of(long inputTokens, long outputTokens) {
        if (input == null || output == null) {
            return null;
        }
        return input.multiply(BigDecimal.valueOf(inputTokens))
                .add(output.multiply(BigDecimal.valueOf(outputTokens)))
                .movePointLeft(6)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }
}
