package io.celesteos.search.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** How a workbook shows its numbers: as dates (always written ISO 8601), as percentages, or plainly. */
final class CellFormats implements OfficeArchive.Handler {

    private static final Pattern NOT_SHOWN = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");
    private static final Pattern DATE_LETTERS = Pattern.compile("[dmyhs]");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    /** 15 significant digits are what such programs calculate with; the rest is noise of binary fractions. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final double LAST_SERIAL = 2_958_466;
    private static final long SECONDS_A_DAY = 86_400;

    private final boolean from1904;
    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> cellFormats = new ArrayList<>();
    private boolean inCellFormats;

    /** @param from1904 whether days are counted from 1904, as early Macintosh programs did */
    CellFormats(boolean from1904) {
        this.from1904 = from1904;
    }

    @Override
    public void start(String name, XMLStreamReader at) {
        switch (name) {
            case "numFmt" ->
                codes.put(
                        number(OfficeArchive.attribute(at, "numFmtId")),
                        String.valueOf(OfficeArchive.attribute(at, "formatCode")));
            case "cellXfs" -> inCellFormats = true;
            case "xf" -> {
                if (inCellFormats && cellFormats.size() < 100_000) {
                    cellFormats.add(number(OfficeArchive.attribute(at, "numFmtId")));
                }
            }
            default -> {}
        }
    }

    @Override
    public void end(String name) {
        if (name.equals("cellXfs")) {
            inCellFormats = false;
        }
    }

    private static int number(@Nullable String written) {
        try {
            return written == null ? 0 : Integer.parseInt(written);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** @param style number of the cell's format, as the sheet gives it; may be none */
    String shown(String value, @Nullable String style) {
        int index = number(style);
        int format = index >= 0 && index < cellFormats.size() ? cellFormats.get(index) : 0;
        try {
            double number = Double.parseDouble(value);
            if (isDate(format) && number >= 0 && number < LAST_SERIAL) {
                return date(number);
            }
            BigDecimal exact = new BigDecimal(value).round(DIGITS);
            if (isPercentage(format)) {
                return plain(exact.movePointRight(2)) + " %";
            }
            return plain(exact);
        } catch (NumberFormatException noNumber) {
            return value;
        }
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) > 30 ? stripped.toString() : stripped.toPlainString();
    }

    private boolean isPercentage(int format) {
        return format == 9 || format == 10 || codes.getOrDefault(format, "").contains("%");
    }

    /** 14 to 22 and 45 to 47 are the built-in dates and times (18.8.30). */
    private boolean isDate(int format) {
        String code = codes.get(format);
        if (code == null) {
            return (format >= 14 && format <= 22) || (format >= 45 && format <= 47);
        }
        return DATE_LETTERS
                .matcher(NOT_SHOWN.matcher(code).replaceAll("").toLowerCase(Locale.ROOT))
                .find();
    }

    private String date(double serial) {
        long seconds = Math.round(serial * SECONDS_A_DAY);
        long day = seconds / SECONDS_A_DAY;
        LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
        if (day == 0) {
            return time.format(TIME);
        }
        // Day 60 is the 29th of February 1900, which never was.
        LocalDate date = from1904
                ? LocalDate.of(1904, 1, 1).plusDays(day)
                : LocalDate.of(1899, 12, 30).plusDays(day < 60 ? day + 1 : day);
        return time.equals(LocalTime.MIDNIGHT)
                ? date.toString()
                : LocalDateTime.of(date, time).format(MINUTES);
    }
}
