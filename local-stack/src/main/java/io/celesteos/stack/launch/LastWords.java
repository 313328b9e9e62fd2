package io.celesteos.stack.launch;

import java.util.List;

/** The one line of a log that says why a service ended; the whole story stays in the log. */
final class LastWords {

    private LastWords() {}

    static String of(List<String> lines) {
        int description = lines.lastIndexOf("Description:");
        if (description >= 0) {
            // Spring Boot's own analysis of a failed start, in words.
            return lines.subList(description + 1, lines.size()).stream()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("nothing")
                    .strip();
        }
        return lines.reversed().stream()
                .filter(line -> line.contains("ERROR") || line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .orElse(lines.isEmpty() ? "nothing" : lines.getLast())
                .strip();
    }
}
