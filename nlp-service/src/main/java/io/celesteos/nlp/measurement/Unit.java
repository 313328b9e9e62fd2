package io.celesteos.nlp.measurement;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A unit and its way to SI: {@code si = value × factor + offset}.
 *
 * @param symbol as answers write it
 * @param siSymbol of the SI unit of the same quantity
 */
record Unit(String symbol, String siSymbol, double factor, double offset) {

    private static final MathContext TWELVE = new MathContext(12, RoundingMode.HALF_UP);

    double toSi(double value) {
        double si = value * factor + offset;
        // Twelve digits: enough for any gauge, and 5 bar is 500000 Pa again.
        return Math.abs(si) < 1e-300 ? 0 : new BigDecimal(si, TWELVE).doubleValue();
    }
}
