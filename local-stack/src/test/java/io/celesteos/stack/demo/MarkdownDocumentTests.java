package io.celesteos.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.stack.terminal.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownDocumentTests {

    @Test
    void frontMatterBecomesTitleAndTextMetadata() {
        var document = MarkdownDocument.parse("a.md", """
                ---
                title: Cooling system
                equipment: [ME-P, ME-S]
                date: 2023-05-02
                model: 3512
                ---
                # Cooling
                --- a rule in the text stays
                """);

        assertThat(document.title()).isEqualTo("Cooling system");
        assertThat(document.metadata())
                .containsEntry("equipment", List.of("ME-P", "ME-S"))
                .containsEntry("date", "2023-05-02")
                .containsEntry("model", "3512")
                .doesNotContainKey("title");
        assertThat(document.text()).startsWith("# Cooling").endsWith("stays");
    }

    @Test
    void windowsLineEndsAreReadAlike() {
        assertThat(MarkdownDocument.parse("a.md", "---\r\ntitle: T\r\n---\r\nText\r\n")
                        .text())
                .isEqualTo("Text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no front matter at all",
                "---\ntitle: never closed\n",
                "---\nmodel: 3512\n---\ntext",
                "---\ntitle: ''\n---\ntext",
                "---\ntitle: [unclosed\n---\ntext",
                "---\ntitle: !!javax.script.ScriptEngineManager []\n---\ntext"
            })
    void whatIsNoDocumentIsRefusedByName(String source) {
        assertThatThrownBy(() -> MarkdownDocument.parse("broken.md", source))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("broken.md");
    }
}
