package io.celesteos.embedding.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A sound JSON body changed in one to three places, a third of them wildly, a third in their values and a third only
 * in what they say ({@link Variations}); the same seed gives the same bodies.
 */
final class Mutations {

    /** A string, a number, a word, or any one mark. */
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[0-9.]+|[a-z]+|[\\[\\]{}:,]");

    /** A token that is not the name of a field. */
    private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"(?!\\s*:)|-?[0-9.]+|true|false");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1",
            "3.5",
            "101",
            "2147483648",
            "9223372036854775808",
            "1e309",
            "-1e-400",
            "1E+2",
            "9".repeat(1_200),
            "0." + "3".repeat(900),
            "NaN",
            "Infinity",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"pump\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\udca9\\ud83d\"",
            "\"\\uD83D\\uDCA9 ok\"",
            "\"\\x\"",
            "\"\u0001\"",
            "\"\u202e\ufeff\uffff\"",
            "\"" + "a".repeat(5_000) + "\"",
            "\"" + "\u0301".repeat(300) + "\"",
            "\"bge-small\"",
            "\"minilm\"",
            "\"late-interaction:minilm\"",
            "\"late-interaction:\"",
            "\"../../etc/passwd\"",
            "\"%s%n$(id)\"",
            "\"base64\"",
            "\"float\"",
            "\"left\"",
            "\"passage\"",
            "[]",
            "[[]]",
            "[null]",
            "[[[[1]]]]",
            "[1, \"a\"]",
            "[7592, 2088]",
            "[99999999]",
            "[-1]",
            "{}",
            "{\"text\": \"pump\"}",
            "{\"text\": null}",
            "{\"text\": {\"text\": \"pump\"}}",
            "{\"a\": 1, \"a\": 2}",
            "[".repeat(600) + "]".repeat(600),
            "{\"a\":".repeat(600) + "1" + "}".repeat(600));

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(String sound) {
        int wildness = random.nextInt(3);
        if (wildness == 0) {
            return new Variations(random).of(sound).getBytes(StandardCharsets.UTF_8);
        }
        boolean wild = wildness == 1;
        String body = sound;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            body = !wild ? valueChanged(body) : random.nextInt(4) == 0 ? charactersChanged(body) : tokenChanged(body);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return wild && random.nextInt(4) == 0 ? bytesChanged(bytes) : bytes;
    }

    /** Still JSON of the same fields: one value another, of the same kind more often than not, or twice. */
    private String valueChanged(String body) {
        List<MatchResult> values = VALUE.matcher(body).results().toList();
        if (values.isEmpty()) {
            return body;
        }
        MatchResult value = values.get(random.nextInt(values.size()));
        List<String> others = random.nextInt(4) == 0
                ? VALUES
                : VALUES.stream()
                        .filter(other -> kind(other) == kind(value.group()))
                        .toList();
        String replacement = random.nextInt(6) == 0 && value.end() < body.length() && body.charAt(value.end()) != '}'
                ? value.group() + ", " + value.group()
                : one(others.isEmpty() ? VALUES : others);
        return body.substring(0, value.start()) + replacement + body.substring(value.end());
    }

    private static char kind(String value) {
        char first = value.charAt(0);
        return Character.isDigit(first) || first == '-' ? '0' : first == 'f' ? 't' : first;
    }

    private String one(List<String> among) {
        return among.get(random.nextInt(among.size()));
    }

    /** Another value, one missing, one twice, or a key that is given twice. */
    private String tokenChanged(String body) {
        List<MatchResult> tokens = TOKEN.matcher(body).results().toList();
        if (tokens.isEmpty()) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String replacement = switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> token.group() + token.group();
            case 2 -> token.group() + ", " + token.group();
            case 3 -> "[" + token.group() + "]";
            case 4 -> tokens.get(random.nextInt(tokens.size())).group();
            default -> value;
        };
        return body.substring(0, token.start()) + replacement + body.substring(token.end());
    }

    private String charactersChanged(String body) {
        if (body.isEmpty()) {
            return "{";
        }
        int from = random.nextInt(body.length());
        int to = Math.min(body.length(), from + 1 + random.nextInt(12));
        return switch (random.nextInt(3)) {
            case 0 -> body.substring(0, from);
            case 1 -> body.substring(0, from) + body.substring(to);
            default -> body.substring(0, to) + body.substring(from);
        };
    }

    private byte[] bytesChanged(byte[] body) {
        byte[] changed = Arrays.copyOf(body, body.length);
        for (int i = 0; i < 1 + body.length / 40 && body.length > 0; i++) {
            changed[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
