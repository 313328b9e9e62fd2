package io.celesteos.streaming.chat;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.streaming.dialect.Message;
import io.celesteos.streaming.dialect.Message.Role;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@code UIMessage} of the SDK, as far as it is read.
 *
 * @param parts of which the texts count; earlier answers bring their results and sources along, which are read over
 * @param content the text, for callers that write requests by hand and leave {@code parts} out
 */
record UiMessage(
        @Nullable String role,
        @Nullable List<@Nullable Part> parts,
        @Nullable String content) {

    /** One part; {@code text} is that of parts of the type {@code text}. */
    record Part(@Nullable String type, @Nullable String text) {}

    /**
     * @param name for errors
     * @throws ProblemException 400 for what cannot be answered: files, tools, unknown roles
     */
    Message read(String name) {
        return new Message(role(name), text(name));
    }

    private Role role(String name) {
        return switch (role) {
            case "user" -> Role.CALLER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.INSTRUCTION;
            case null, default ->
                throw ProblemException.invalidField(name + ".role", "must be user, assistant or system");
        };
    }

    private String text(String name) {
        if (parts == null) {
            if (content == null) {
                throw ProblemException.invalidField(
                        name + ".parts", "is required: a list of parts, one of them a text");
            }
            return content;
        }
        return parts.stream()
                .map(part -> text(part, name))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String text(@Nullable Part part, String name) {
        String type = part == null ? null : part.type();
        if (part == null || type == null) {
            throw ProblemException.invalidField(name + ".parts", "must be parts with a type each");
        }
        if (type.equals("file") || type.startsWith("tool-") || type.equals("dynamic-tool")) {
            throw ProblemException.invalidField(
                    name + ".parts", "must not hold " + (type.equals("file") ? "files" : "tool calls") + ": send text");
        }
        if (!type.equals("text")) {
            return null;
        }
        if (part.text() == null) {
            throw ProblemException.invalidField(name + ".parts", "must have a text in each part of the type text");
        }
        return part.text();
    }
}
