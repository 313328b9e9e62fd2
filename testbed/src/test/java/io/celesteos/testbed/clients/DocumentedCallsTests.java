package io.celesteos.testbed.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentedCallsTests {

    private static final String PAGE = """
            # Page
            ```bash
            curl one
            ```
            ```json
            {}
            ```
            text with ``` in it
            ```bash
            curl two \\
              -d '{}'
            ```
            """;

    @Test
    void theBlocksOfOneLanguageInTheirOrder() {
        assertThat(DocumentedCalls.of(PAGE, "bash")).containsExactly("curl one\n", "curl two \\\n  -d '{}'\n");
        assertThat(DocumentedCalls.of(PAGE, "json")).containsExactly("{}\n");
        assertThat(DocumentedCalls.of(PAGE, "ts")).isEmpty();
    }
}
