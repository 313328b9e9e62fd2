package io.celesteos.streaming.resume;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code id} of an event: {@code <stream>.<number>}, with {@value #LAST} before the one after which nothing
 * comes.
 *
 * @param stream 128 random bits as 22 characters: nobody finds one by guessing
 * @param number of the event in its stream, from 1
 */
public record EventId(String stream, long number, boolean last) {

    /** Start of the id of a terminal event. */
    public static final String LAST = "end-";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern WIRE = Pattern.compile("(end-)?([A-Za-z0-9_-]{22})\\.([1-9][0-9]{0,8})");

    /** A name that no other stream has. */
    static String newStream() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Empty for whatever is no id of ours. */
    public static Optional<EventId> parse(String text) {
        Matcher id = WIRE.matcher(text);
        return id.matches()
                ? Optional.of(new EventId(id.group(2), Long.parseLong(id.group(3)), id.group(1) != null))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return (last ? LAST : "") + stream + "." + number;
    }
}
