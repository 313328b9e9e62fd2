package io.celesteos.stack.terminal;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. */
public final class Shown {

    private static final long KILO = 1L << 10;
    private static final long MEGA = 1L << 20;
    private static final long GIGA = 1L << 30;

    private Shown() {}

    public static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < MEGA) {
            return String.format(Locale.ROOT, "%.1f KB", (double) bytes / KILO);
        }
        return bytes < GIGA
                ? String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGA)
                : String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGA);
    }

    /** To the second, the two greatest units: {@code 3 m 20 s}. */
    public static String time(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " m " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3600 + " h " + seconds / 60 % 60 + " m"
                : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }

    /** At most so many characters, the end left out. */
    public static String cut(String text, int length) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length - 1).stripTrailing() + "…";
    }

    /** A bar of ten places. */
    public static String bar(long done, long total) {
        int full = total <= 0 ? 0 : (int) Math.clamp(10 * done / total, 0, 10);
        return "█".repeat(full) + "░".repeat(10 - full);
    }

    /** Without what a terminal would obey: names and texts come from anybody's files. */
    public static String plain(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(each -> each == '\n' || !Character.isISOControl(each))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
