package io.celesteos.contracts.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.celesteos.contracts.health.HealthStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.mock.env.MockEnvironment;

class FirstRequestsTests {

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final MockEnvironment environment = new MockEnvironment();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-API-Key")));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        environment.setProperty(
                "local.server.port", Integer.toString(server.getAddress().getPort()));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private FirstRequests requests(int rounds, Duration limit, String apiKey) {
        return new FirstRequests(
                round -> round % 20 == 0
                        ? List.of(new FirstRequest("/often", "{}"), new FirstRequest("/seldom", "{}"))
                        : List.of(new FirstRequest("/often", "{}")),
                rounds,
                limit,
                apiKey,
                environment);
    }

    private FirstRequests requests(int rounds, String apiKey) {
        return requests(rounds, Duration.ofMinutes(1), apiKey);
    }

    private static void run(FirstRequests requests) {
        requests.run(new DefaultApplicationArguments());
    }

    @Test
    void everyRoundIsSentWithTheServicesKey() {
        run(requests(40, "secret"));

        assertThat(asked).containsOnly(Map.entry("/often", 40), Map.entry("/seldom", 2));
        assertThat(keys).as("it has to pass its own door").containsExactly("secret");
    }

    @Test
    void whatTheLimitLeavesNoTimeForIsLeftOut() {
        FirstRequests requests = requests(40, Duration.ZERO, "");

        run(requests);

        assertThat(asked).isEmpty();
        assertThat(requests.check().effect()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void theServiceIsStartingUntilTheyAreAnswered() {
        FirstRequests requests = requests(1, "");
        assertThat(requests.check().effect()).isEqualTo(HealthStatus.STARTING);

        run(requests);

        assertThat(requests.check().effect()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(keys).containsExactly("null");
    }

    @Test
    void aRefusalEndsThemAndNotTheStart() {
        status = 503;
        FirstRequests requests = requests(40, "");

        run(requests);

        assertThat(asked).containsOnly(Map.entry("/often", 1));
        assertThat(requests.check().effect()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void noneAreSentWithoutAServerOrWhenSwitchedOff() {
        run(requests(0, ""));
        environment.setProperty("local.server.port", "");
        run(requests(40, ""));

        assertThat(asked).isEmpty();
    }
}
