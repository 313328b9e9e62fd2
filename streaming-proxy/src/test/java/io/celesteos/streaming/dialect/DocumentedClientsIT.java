package io.celesteos.streaming.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.testbed.clients.DocumentedCalls;
import io.celesteos.testbed.clients.NodeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/streaming/chat.md shows works as it stands there, and what the README shows for Next.js. */
class DocumentedClientsIT extends StreamingStack {

    private static NodeClients clients;

    @TempDir
    private Path folder;

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

    /** The gateway is another module; what it makes of such a request is shown there. */
    @Test
    void theReadmesHandlerAsksTheGatewayWithTheSignatureOfItsServer() throws Exception {
        List<String> handlers = DocumentedCalls.of(Files.readString(Path.of("..", "README.md")), "ts");
        assertThat(handlers).hasSize(1);
        try (FakeService gateway = FakeService.start()) {
            gateway.answer(call -> Reply.ok(Map.of(
                    "path", call.path(),
                    "signature", call.headers().getOrDefault("x-yacht-signature", ""),
                    "type", call.headers().getOrDefault("content-type", ""),
                    "asked", call.bodyAs(Map.class))));
            Path handler = Files.writeString(
                    folder.resolve("route.ts"),
                    handlers.getFirst()
                            .replace("http://localhost:8000", gateway.uri().toString()));

            assertThat(tree(clients.run("handler.mjs", handler.toString(), "of-the-server", "{\"query\":\"oil\"}")))
                    .isEqualTo(tree("""
                            {"path": "/webhook/search", "signature": "of-the-server", "type": "application/json",
                             "asked": {"query": "oil"}}"""));
        }
    }

    @Test
    void theDocumentedPageIsRendered() throws Exception {
        List<String> pages = documented("tsx");

        assertThat(pages).hasSize(1);
        assertThat(clients.page(pages.getFirst())).contains("Ask the yacht", "<button>Ask</button>");
    }
}
