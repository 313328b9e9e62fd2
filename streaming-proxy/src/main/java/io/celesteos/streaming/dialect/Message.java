package io.celesteos.streaming.dialect;

/**
 * One message of a conversation as a client sent it.
 *
 * @param text its texts put together; empty where it has none
 */
public record Message(Role role, String text) {

    /** Who wrote it. */
    public enum Role {
        /** A client's own prompt. The answer follows the service's prompt, so this is read over. */
        INSTRUCTION,
        CALLER,
        ASSISTANT
    }
}
