package io.celesteos.streaming.provider;

/**
 * One earlier message of a conversation.
 *
 * @param text as it was written
 */
public record Turn(Speaker speaker, String text) {

    /** Who wrote it. */
    public enum Speaker {
        CALLER,
        ASSISTANT
    }
}
