package io.celesteos.gateway.downstream;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** One client, and so one connection pool, for each inner service; its guard is shared with the proxied routes. */
@Component
public final class UpstreamClients implements AutoCloseable {

    private static final Duration DOCUMENTS = Duration.ofSeconds(10);

    private final Map<Upstream, ServiceClient> clients = new EnumMap<>(Upstream.class);

    UpstreamClients(UpstreamProperties properties, ResilienceProperties resilience, UpstreamGuards guards) {
        for (Upstream upstream : Upstream.values()) {
            Duration timeout = switch (upstream) {
                case SEARCH -> properties.searchTimeout();
                case NLP -> properties.nlpTimeout();
                case EMBEDDING, STREAMING -> DOCUMENTS;
            };
            clients.put(
                    upstream,
                    new ServiceClient(
                            new ClientSettings(
                                    upstream.serviceName(),
                                    properties.url(upstream),
                                    properties.connectTimeout(),
                                    timeout,
                                    resilience.attempts(),
                                    properties.apiKey()),
                            guards.of(upstream)));
        }
    }

    public ServiceClient to(Upstream upstream) {
        return Objects.requireNonNull(clients.get(upstream));
    }

    @Override
    public void close() {
        clients.values().forEach(ServiceClient::close);
    }
}
