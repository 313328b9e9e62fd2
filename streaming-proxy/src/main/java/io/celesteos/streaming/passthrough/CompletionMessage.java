package io.celesteos.streaming.passthrough;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.streaming.dialect.Message;
import io.celesteos.streaming.dialect.Message.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message of OpenAI's chat.
 *
 * @param content a text, or a list of parts with a text each; null in an assistant's message that calls tools
 */
record CompletionMessage(
        @Schema(example = "user") @Nullable String role,

        @Schema(type = "string", example = "why does the generator overheat") @Nullable
        JsonNode content) {

    /**
     * @param name for errors
     * @throws ProblemException 400 for what cannot be answered: images, tools, unknown roles
     */
    Message read(String name) {
        return new Message(role(name), text(name));
    }

    private Role role(String name) {
        return switch (role) {
            case "user" -> Role.CALLER;
            case "assistant" -> Role.ASSISTANT;
            case "system", "developer" -> Role.INSTRUCTION;
            case "tool", "function" ->
                throw ProblemException.invalidField(
                        name + ".role", "must be user, assistant, system or developer: no tools are called here");
            case null, default ->
                throw ProblemException.invalidField(name + ".role", "must be user, assistant, system or developer");
        };
    }

    private String text(String name) {
        if (content == null || content.isNull()) {
            return "";
        }
        if (content.isString()) {
            return content.stringValue();
        }
        if (!content.isArray()) {
            throw ProblemException.invalidField(name + ".content", "must be a text or a list of parts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            String type = part.path("type").isString() ? part.path("type").stringValue() : "";
            JsonNode text = part.path("text");
            if (!type.equals("text") || !text.isString()) {
                throw ProblemException.invalidField(
                        name + ".content", "must hold parts of the type text only: no images, sound or files are read");
            }
            texts.add(text.stringValue());
        }
        return String.join("\n", texts);
    }
}
