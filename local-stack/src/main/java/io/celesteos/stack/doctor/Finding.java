package io.celesteos.stack.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One thing that was looked at.
 *
 * @param next what to do about it; empty where nothing is to be done
 */
public record Finding(String what, Verdict verdict, String says, String next) {

    /** How it is. */
    public enum Verdict {
        @JsonProperty("good")
        GOOD,
        /** It works, with something a person should know. */
        @JsonProperty("warning")
        WARNING,
        /** The suite, or a part of it, does not work like this. */
        @JsonProperty("bad")
        BAD
    }

    static Finding good(String what, String says) {
        return new Finding(what, Verdict.GOOD, says, "");
    }

    static Finding warning(String what, String says, String next) {
        return new Finding(what, Verdict.WARNING, says, next);
    }

    static Finding bad(String what, String says, String next) {
        return new Finding(what, Verdict.BAD, says, next);
    }
}
