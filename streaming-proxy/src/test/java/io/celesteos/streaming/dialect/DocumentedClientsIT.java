package io.celesteos.streaming.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.testbed.clients.DocumentedCalls;
import io.celesteos.testbed.clients.NodeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/streaming/chat.md shows works as it stands there. */
class DocumentedClientsIT extends StreamingStack {

    private static NodeClients clients;

    @BeforeAll
    static void install() {
        clients = NodeClients.install();
    }

    private static List<String> documented(String language) throws IOException {
        return DocumentedCalls.of(Files.readString(Path.of("..", "docs", "streaming", "chat.md")), language);
    }

    private String service() {
        return "http://localhost:" + port;
    }

    private String here(String call) {
        return call.replace("http://localhost:8004", service());
    }

    @Test
    void theDocumentedCallsWork() throws Exception {
        List<String> shell = documented("bash");
        List<String> scripts = documented("js");

        assertThat(shell).hasSize(2);
        for (String call : shell) {
            assertThat(clients.shell(here(call))).as(call).contains("overheating", "[1]");
        }
        assertThat(scripts).hasSize(2);
        for (String script : scripts) {
            assertThat(clients.script(here(script))).as(script).contains("overheating", "[1]");
        }
    }

    @Test
    void theDocumentedNextJsRoutePassesTheStreamThrough() throws Exception {
        List<String> routes = documented("ts");

        assertThat(routes).hasSize(1);
        assertThat(tree(clients.route(routes.getFirst(), service()))
                        .get("parts")
                        .valueStream()
                        .map(part -> part.get("type").asString()))
                .contains("text", "source-document", "data-complete");
    }

    @Test
    void theDocumentedPageIsRendered() throws Exception {
        List<String> pages = documented("tsx");

        assertThat(pages).hasSize(1);
        assertThat(clients.page(pages.getFirst())).contains("Ask the yacht", "<button>Ask</button>");
    }
}
