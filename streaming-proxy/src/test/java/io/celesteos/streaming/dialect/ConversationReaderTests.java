package io.celesteos.streaming.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.streaming.dialect.Message.Role;
import io.celesteos.streaming.fake.Settings;
import io.celesteos.streaming.provider.Turn;
import io.celesteos.streaming.provider.Turn.Speaker;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class ConversationReaderTests {

    private final ConversationReader reader = new ConversationReader(new ConversationProperties(4, 3_000));

    private Conversation read(Message... messages) {
        return reader.read(List.of(messages), (message, name) -> message);
    }

    private static Message user(String text) {
        return new Message(Role.CALLER, text);
    }

    private static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }

    @Test
    void theLastMessageIsTheQuestionAndTheRestIsTheHistory() {
        Conversation conversation = read(user("the pump?"), assistant("It starts by itself."), user("and the other?"));

        assertThat(conversation.query()).isEqualTo("and the other?");
        assertThat(conversation.history())
                .containsExactly(
                        new Turn(Speaker.CALLER, "the pump?"), new Turn(Speaker.ASSISTANT, "It starts by itself."));
    }

    @Test
    void aClientsOwnPromptAndEmptyAnswersAreNoHistory() {
        assertThat(read(new Message(Role.INSTRUCTION, "be brief"), assistant(" "), user("pump"))
                        .history())
                .isEmpty();
    }

    @Test
    void aQuestionIsAsLongAsAQueryMayBe() {
        assertThat(read(user("p".repeat(2_000))).query()).hasSize(2_000);
        assertThatThrownBy(() -> read(user("pump"), user("p".repeat(2_001))))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo(ProblemType.QUERY_TOO_LONG);
                    assertThat(refused.errors())
                            .singleElement()
                            .satisfies(error -> assertThat(error.field()).isEqualTo("messages[1]"));
                });
    }

    @Test
    void longConversationsAreRefusedAndTheCallerIsToldWhatToLeaveOut() {
        assertThatThrownBy(() -> reader.read(Collections.nCopies(5, user("pump")), (message, name) -> message))
                .hasMessageContaining("at most 4")
                .hasMessageContaining("leave the oldest out");
        assertThatThrownBy(() -> read(assistant("a".repeat(2_990)), user("pump and valve")))
                .hasMessageContaining("hold 3004 characters, at most 3000");
        assertThat(read(assistant("a".repeat(2_990)), user("bilge pump")).history())
                .hasSize(1);
    }

    @Test
    void halfACharacterAnywhereIsRefused() {
        assertThatThrownBy(() -> read(assistant("a\ud83d"), user("pump")))
                .hasMessageContaining("messages[0] holds half");
        assertThat(read(assistant("\ud83d\ude00"), user("pump")).history()).hasSize(1);
    }

    @Test
    void theLimitsHaveDocumentedDefaultsAndBounds() {
        assertThat(Settings.bind(ConversationProperties.class, Map.of()))
                .isEqualTo(new ConversationProperties(100, 100_000));
        assertThat(Settings.bind(ConversationProperties.class, Map.of("max-messages", "7", "max-characters", "5000")))
                .isEqualTo(new ConversationProperties(7, 5_000));
        assertThatThrownBy(() -> Settings.bind(ConversationProperties.class, Map.of("max-message", "7")))
                .isInstanceOf(BindException.class);
    }
}
