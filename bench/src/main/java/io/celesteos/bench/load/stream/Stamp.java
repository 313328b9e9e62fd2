package io.celesteos.bench.load.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The moment of a write, within the text that was written: {@code System.nanoTime()} of this process. */
final class Stamp {

    private static final Pattern FORM = Pattern.compile("<<(-?\\d+)>>");

    private Stamp() {}

    static String now() {
        return "<<" + System.nanoTime() + ">>";
    }

    /** Tells {@code reading} of each stamp in {@code line}. */
    static void read(String line, Reading reading) {
        Matcher stamps = FORM.matcher(line);
        while (stamps.find()) {
            reading.stamped(Long.parseLong(stamps.group(1)));
        }
    }

    /** Takes a moment. */
    @FunctionalInterface
    interface Reading {
        void stamped(long nanos);
    }
}
