package io.celesteos.nlp.measurement;

import java.util.Locale;

/**
 * A unit and its way to SI: {@code si = value × factor + offset}.
 *
 * @param symbol as answers write it
 * @param siSymbol of the SI unit of the same quantity
 */
record Unit(String symbol, String siSymbol, double factor, double offset) {

    double toSi(double value) {
        double si = value * factor + offset;
        // Twelve digits: enough for any gauge, and 5 bar is 500000 Pa again.
        return Math.abs(si) < 1e-300 ? 0 : Double.parseDouble(String.format(Locale.ROOT, "%.12g", si));
    }
}
