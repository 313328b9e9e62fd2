package io.celesteos.streaming.dialect;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.validation.QueryTextValidator;
import io.celesteos.streaming.dialect.Message.Role;
import io.celesteos.streaming.provider.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Finds the question in a conversation, and refuses conversations that have none. Thread-safe. */
@Component
@EnableConfigurationProperties(ConversationProperties.class)
public class ConversationReader {

    private static final int MAX_QUERY = 2_000;

    private final ConversationProperties limits;

    ConversationReader(ConversationProperties limits) {
        this.limits = limits;
    }

    /**
     * The last message is the question and must be the user's.
     *
     * @param wire as the client sent them
     * @param reader from a message and its name for errors ({@code messages[2]}) to what it says
     * @throws ProblemException 400, naming the message that is wrong
     */
    public <T> Conversation read(@Nullable List<@Nullable T> wire, BiFunction<T, String, Message> reader) {
        if (wire == null || wire.isEmpty()) {
            throw ProblemException.invalidField("messages", "is required: at least one message, the last by the user");
        }
        if (wire.size() > limits.maxMessages()) {
            throw ProblemException.invalidField(
                    "messages",
                    "holds " + wire.size() + " messages, at most " + limits.maxMessages()
                            + " are allowed: leave the oldest out");
        }
        List<Message> messages = messages(wire, reader);
        Message last = messages.getLast();
        String lastName = name(messages.size() - 1);
        if (last.role() != Role.CALLER) {
            throw ProblemException.invalidField(lastName, "must be the user's: the last message is the question");
        }
        requireQuery(last.text(), lastName);
        return new Conversation(last.text(), history(messages.subList(0, messages.size() - 1)));
    }

    private <T> List<Message> messages(List<@Nullable T> wire, BiFunction<T, String, Message> reader) {
        List<Message> messages = new ArrayList<>(wire.size());
        long characters = 0;
        for (int i = 0; i < wire.size(); i++) {
            T each = wire.get(i);
            if (each == null) {
                throw ProblemException.invalidField(name(i), "must be a message");
            }
            Message message = reader.apply(each, name(i));
            if (halved(message.text())) {
                throw ProblemException.invalidField(
                        name(i), "holds half a character (a lone surrogate): send valid Unicode");
            }
            characters += message.text().length();
            messages.add(message);
        }
        if (characters > limits.maxCharacters()) {
            throw ProblemException.invalidField(
                    "messages",
                    "hold " + characters + " characters, at most " + limits.maxCharacters()
                            + " are allowed: leave the oldest out");
        }
        return messages;
    }

    private static void requireQuery(String text, String name) {
        String broken = QueryTextValidator.brokenRule(text, MAX_QUERY);
        if (broken != null) {
            throw ProblemException.invalid(
                    text.length() > MAX_QUERY ? ProblemType.QUERY_TOO_LONG : ProblemType.INVALID_REQUEST,
                    name + " " + broken,
                    List.of(new FieldProblem(name, broken)));
        }
    }

    private static List<Turn> history(List<Message> messages) {
        return messages.stream()
                .filter(message ->
                        message.role() != Role.INSTRUCTION && !message.text().isBlank())
                .map(message -> new Turn(
                        message.role() == Role.CALLER ? Turn.Speaker.CALLER : Turn.Speaker.ASSISTANT, message.text()))
                .toList();
    }

    private static boolean halved(String text) {
        return text.codePoints().anyMatch(each -> each <= Character.MAX_VALUE && Character.isSurrogate((char) each));
    }

    private static String name(int index) {
        return "messages[" + index + "]";
    }
}
