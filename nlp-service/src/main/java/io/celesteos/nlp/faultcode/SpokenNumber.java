package io.celesteos.nlp.faultcode;

import java.util.Map;

/** Numbers in English words, said digit by digit, in pairs or whole. */
final class SpokenNumber {

    private static final Map<String, Integer> VALUES = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("oh", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("hundred", 100),
            Map.entry("thousand", 1000));

    static final String WORD =
            "(?:zero|oh|one|two|three|fourteen|four|fifteen|five|sixteen|sixty|six|seventeen|seventy|seven|eighteen|eighty|eight"
                    + "|nineteen|ninety|nine|ten|eleven|twelve|thirteen|twenty|thirty|forty|fifty|hundred|thousand|and)";

    private static final long TOO_MANY = 10_000_000;

    private SpokenNumber() {}

    /**
     * {@code four three six four} and {@code forty three sixty four} are 4364, {@code one hundred and ten} is 110.
     *
     * @return -1 where the words make no number of a usable size
     */
    static int value(String words) {
        String[] said = words.split("[\\s-]");
        long whole = 0;
        long part = 0;
        boolean multiplied = false;
        for (int i = 0; i < said.length; i++) {
            int value = VALUES.getOrDefault(said[i], -1);
            if (value < 0) {
                continue;
            }
            if (value >= 100) {
                part = Math.max(1, part) * value;
                whole += value == 1000 ? part : 0;
                part = value == 1000 ? 0 : part;
                multiplied = true;
            } else if (multiplied
                    || (part % 100 >= 20 && part % 10 == 0 && value < 10 && i > 0 && isTens(said[i - 1]))) {
                part += value;
            } else {
                part = part * (value < 10 ? 10 : 100) + value;
            }
            if (whole + part > TOO_MANY) {
                return -1;
            }
        }
        return (int) (whole + part);
    }

    private static boolean isTens(String word) {
        int value = VALUES.getOrDefault(word, 0);
        return value >= 20 && value < 100;
    }
}
