package io.celesteos.embedding.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that have broken services before, by what is wrong with them. All are refused. */
final class Hostile {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final int MEBIBYTE = 1 << 20;

    /** The texts of a target's sound body. */
    private static final Pattern LIST = Pattern.compile("\\[.*?](?=, \"[a-z]|})");

    private Hostile() {}

    /** Wrong as a body of {@code target}. */
    static Map<String, byte[]> bodies(Target target) {
        String path = target.path();
        String sound = target.sound();
        Map<String, byte[]> requests = new LinkedHashMap<>();
        for (String body : new String[] {"", " ", "null", "[]", "\"\"", "7", "true", "{", "}", sound + sound}) {
            requests.put("body " + body, RawHttp.json(path, body));
        }
        requests.put("10,000 brackets", RawHttp.json(path, "[".repeat(10_000)));
        requests.put("10,000 brackets in an unknown field", RawHttp.json(path, inFront(sound, "[".repeat(10_000))));
        requests.put(
                "10,000 objects",
                RawHttp.json(path, inFront(sound, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))));
        requests.put("a number of 100,000 digits", RawHttp.json(path, inFront(sound, "1".repeat(100_000))));
        requests.put("a name of 100,000 letters", RawHttp.json(path, "{\"" + "n".repeat(100_000) + "\": 1}"));
        requests.put("a key twice", RawHttp.json(path, sound.replaceFirst("\\{(\"[a-z]+\": )", "{$1null, $1")));
        requests.put(
                "invalid UTF-8",
                RawHttp.request(
                        "POST", path, JSON, RawHttp.join(new byte[] {'{', '"', (byte) 0xc3, 0x28}, bytes("\": 1}"))));
        requests.put("more than 1 MiB", RawHttp.json(path, inFront(sound, "\"" + "x".repeat(MEBIBYTE) + "\"")));
        requests.put("3 MiB", RawHttp.json(path, " ".repeat(3 * MEBIBYTE)));
        requests.put(
                "more than 1 MiB in chunks",
                chunked(path, "10000\r\n" + " ".repeat(0x10000) + "\r\n", 20, "0\r\n\r\n"));
        requests.put("no content type", RawHttp.request("POST", path, "", bytes(sound)));
        for (String type : new String[] {
            "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "a/b; c", ";;"
        }) {
            requests.put(type, RawHttp.request("POST", path, "Content-Type: " + type + "\r\n", bytes(sound)));
        }
        requests.put(
                "an unknown charset",
                RawHttp.request("POST", path, "Content-Type: application/json;charset=nope\r\n", bytes(sound)));
        requests.put(
                "compressed, it says",
                RawHttp.request("POST", path, JSON + "Content-Encoding: gzip\r\n", bytes("\u001f\u008b{")));
        requests.put("an answer in CSV", RawHttp.request("POST", path, JSON + "Accept: text/csv\r\n", bytes(sound)));
        requests.put(
                "a deadline of never", RawHttp.request("POST", path, JSON + "X-Deadline-Ms: never\r\n", bytes(sound)));
        requests.put("chunks cut off", chunked(path, "40\r\n{\"texts\": [\"pum", 1, ""));
        requests.put("chunks that are none", chunked(path, "zz\r\n{}\r\n", 1, "0\r\n\r\n"));
        requests.put("a body cut off", head(path, JSON + "Content-Length: 5000\r\n", sound));
        requests.put("a negative length", head(path, JSON + "Content-Length: -5\r\n", sound));
        requests.put("two lengths", head(path, JSON + "Content-Length: 5\r\nContent-Length: 6\r\n", sound));
        requests.put(
                "a length and chunks", head(path, JSON + "Content-Length: x\r\nTransfer-Encoding: chunked\r\n", "zz"));
        requests.put("an unknown coding", head(path, JSON + "Transfer-Encoding: zip\r\n", sound));
        requests.put("an unknown expectation", head(path, JSON + "Expect: miracles\r\nContent-Length: 2\r\n", "{}"));
        return requests;
    }

    /** In a field that nobody reads, or said by a header that nobody believes. */
    static Map<String, byte[]> odd(Target target) {
        String path = target.path();
        String sound = target.sound();
        Map<String, byte[]> requests = new LinkedHashMap<>();
        requests.put("an over-long UTF-8 form", RawHttp.request("POST", path, JSON, withBytes(sound, 0xc0, 0xaf)));
        requests.put("a surrogate in UTF-8", RawHttp.request("POST", path, JSON, withBytes(sound, 0xed, 0xa0, 0x80)));
        requests.put(
                "a deadline that is over", RawHttp.request("POST", path, JSON + "X-Deadline-Ms: 1\r\n", bytes(sound)));
        requests.put("UTF-16", RawHttp.request("POST", path, JSON, sound.getBytes(StandardCharsets.UTF_16)));
        requests.put("a query", RawHttp.json(path + "?texts=a&texts=%ff&model=b", sound));
        requests.put("a parameter in the path", RawHttp.json(path + ";a=b", sound));
        requests.put("a slash at the end", RawHttp.json(path + "/", sound));
        return requests;
    }

    /** Well-formed, and wrong in what it says; of a known target. */
    static Map<String, byte[]> contents(Target target) {
        String path = target.path();
        String sound = target.sound();
        String otherModel = sound.replaceFirst("\"model\": \"[^\"]*\", ", "");
        Map<String, byte[]> requests = new LinkedHashMap<>();
        requests.put("no texts", RawHttp.json(path, withTexts(sound, "")));
        requests.put("101 texts", RawHttp.json(path, withTexts(sound, "\"a\"" + ", \"a\"".repeat(100))));
        requests.put("an empty text", RawHttp.json(path, withTexts(sound, "\"a\", \"\"")));
        requests.put("a text of spaces", RawHttp.json(path, withTexts(sound, "\" \\t\\u2003\"")));
        requests.put("a text that is null", RawHttp.json(path, withTexts(sound, "\"a\", null")));
        requests.put("half a character", RawHttp.json(path, withTexts(sound, "\"a \\ud83d\"")));
        requests.put("two halves the wrong way round", RawHttp.json(path, withTexts(sound, "\"\\udca9\\ud83d\"")));
        requests.put("as many empty texts as there is room for", RawHttp.json(path, withTexts(sound, many("\"\""))));
        requests.put("as many nulls as there is room for", RawHttp.json(path, withTexts(sound, many("null"))));
        requests.put("an unknown model", RawHttp.json(path, "{\"model\": \"nothing\", " + otherModel.substring(1)));
        requests.put("a model that is no name", RawHttp.json(path, "{\"model\": [1], " + otherModel.substring(1)));
        if (sound.contains("\"dimensions\"")) {
            requests.put("dimensions there are not", RawHttp.json(path, sound.replace("384", "383")));
        }
        return requests;
    }

    private static String many(String text) {
        return text + ("," + text).repeat((MEBIBYTE - 1_000) / (text.length() + 1));
    }

    private static String withTexts(String sound, String texts) {
        return LIST.matcher(sound).replaceFirst(Matcher.quoteReplacement("[" + texts + "]"));
    }

    /** Wrong whatever the path. */
    static Map<String, byte[]> heads(String path) {
        Map<String, byte[]> requests = new LinkedHashMap<>();
        for (String method : new String[] {"PUT", "PATCH", "DELETE", "TRACE", "FOO", "post", "CONNECT", "P\u0001ST"}) {
            requests.put(method, RawHttp.request(method, path, JSON, bytes("{}")));
        }
        requests.put("3,000 headers", head(path, String.join("", Collections.nCopies(3_000, "X-Flood: a\r\n")), ""));
        requests.put("a header of 1 MiB", head(path, "X-Flood: " + "a".repeat(MEBIBYTE) + "\r\n", ""));
        requests.put("a header without a colon", head(path, "X Flood\r\n: \r\n", ""));
        requests.put("a line of 1 MiB", bytes("POST /" + "a".repeat(MEBIBYTE) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        requests.put("no host", bytes("POST " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n"));
        requests.put("a version to come", bytes("POST " + path + " HTTP/7.3\r\nHost: a\r\nConnection: close\r\n\r\n"));
        requests.put("half an escape", bytes("POST " + path + "%f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        requests.put("NUL", bytes("POST " + path + "%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        requests.put("out of here", bytes("GET /../../etc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        requests.put("a path of slashes", bytes("GET //// HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        requests.put("TLS", new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc, 0x03, 0x03});
        return requests;
    }

    /** {@code sound} with a field nobody knows before the others. */
    private static String inFront(String sound, String value) {
        return "{\"unknown\": " + value + ", " + sound.substring(1);
    }

    private static byte[] withBytes(String sound, int... raw) {
        byte[] before = bytes("{\"unknown\": \"");
        for (int value : raw) {
            before = RawHttp.join(before, new byte[] {(byte) value});
        }
        return RawHttp.join(before, bytes("\", " + sound.substring(1)));
    }

    private static byte[] head(String path, String headers, String rest) {
        return bytes(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + rest);
    }

    private static byte[] chunked(String path, String chunk, int times, String end) {
        return head(path, JSON + "Transfer-Encoding: chunked\r\n", chunk.repeat(times) + end);
    }

    private static byte[] bytes(String text) {
        return text.chars().allMatch(c -> c < 256) ? text.getBytes(ISO_8859_1) : text.getBytes(UTF_8);
    }
}
