package io.celesteos.stack.cli;

import io.celesteos.stack.launch.Service;
import io.celesteos.stack.terminal.Terminal;
import java.util.List;

/** What to do next, once everything answers. */
final class Welcome {

    private final Terminal terminal;

    Welcome(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(int basePort) {
        String gateway = Service.GATEWAY.url(basePort);
        terminal.say("");
        terminal.table(List.of(
                List.of("What", "Where"),
                List.of("Console", gateway + "/"),
                List.of("Search and answer", "POST " + gateway + "/webhook/search"),
                List.of("Health of everything", gateway + "/health"),
                List.of("API documents", gateway + "/swagger-ui"),
                List.of("search-engine", Service.SEARCH.url(basePort)),
                List.of("embedding-service", Service.EMBEDDING.url(basePort)),
                List.of("nlp-service", Service.NLP.url(basePort)),
                List.of("streaming-proxy", Service.STREAMING.url(basePort))));
        terminal.say("");
        terminal.say("Try:");
        terminal.say("  curl -s " + gateway + "/webhook/search -H 'Content-Type: application/json' \\");
        terminal.say("    -d '{\"query\":\"Gen 2 SPN 4364 FMI 2\",\"yacht_signature\":\"demo-yacht-signature\"}'");
        terminal.say("");
    }
}
