package io.celesteos.gateway.stack;

import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.gateway.GatewayApplication;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The gateway on a real port over a real PostgreSQL, with the services behind it played by {@link FakeService}. */
// One context serves many tests: what one of them breaks must not open a breaker for the next.
@TestPropertySource(properties = {"gateway.resilience.window=1000", "gateway.resilience.minimum-calls=1000"})
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class GatewayStack {

    public static final String INNER_KEY = "inner-key";
    public static final String JWT_SECRET = "the secret that users' tokens are signed with";
    public static final String ALLOWED_ORIGIN = "https://app.example.com";

    protected static final FakeService SEARCH = new FakeService();
    protected static final FakeService EMBEDDING = new FakeService();
    protected static final FakeService NLP = new FakeService();
    protected static final FakeService STREAMING = new FakeService();
    /** An OpenAI-compatible API. */
    protected static final FakeService MODEL = new FakeService();

    protected static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Database DATABASE = migrated();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", DATABASE::jdbcUrl);
        settings.add("spring.datasource.username", () -> "gateway_service");
        settings.add("spring.datasource.password", () -> "secret");
        settings.add("gateway.upstreams.search", SEARCH::url);
        settings.add("gateway.upstreams.embedding", EMBEDDING::url);
        settings.add("gateway.upstreams.nlp", NLP::url);
        settings.add("gateway.upstreams.streaming", STREAMING::url);
        settings.add("gateway.upstreams.api-key", () -> INNER_KEY);
        settings.add("gateway.upstreams.response-timeout", () -> "2s");
        settings.add("gateway.fallback.patience", () -> "1s");
        settings.add("gateway.llm-extraction.base-url", () -> MODEL.url() + "/v1");
        settings.add("gateway.llm-extraction.api-key", () -> "model-key");
        settings.add("gateway.identity.max-failures", () -> "1000");
        settings.add("gateway.identity.max-keys", () -> "1000");
        settings.add("gateway.jwt.secret", () -> JWT_SECRET);
        settings.add("gateway.cross-origin.origins", () -> ALLOWED_ORIGIN);
        settings.add("celeste.web.api-key", () -> INNER_KEY);
    }

    private static Database migrated() {
        Database database = ThrowawayPostgres.shared().newDatabase();
        DriverManagerDataSource owner =
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, "gateway_service", "secret");
        YachtRegistry yachts = new YachtRegistry(owner);
        yachts.save(Yachts.FIRST, "First", ZoneOffset.UTC, new Signature(Yachts.FIRST_SIGNATURE), false);
        yachts.save(Yachts.SECOND, "Second", ZoneOffset.UTC, new Signature(Yachts.SECOND_SIGNATURE), false);
        yachts.save(Yachts.SUSPENDED, "Suspended", ZoneOffset.UTC, new Signature(Yachts.SUSPENDED_SIGNATURE), false);
        yachts.setActive(Yachts.SUSPENDED, false);
        return database;
    }

    /** As the owner of the schema, past row-level security. */
    protected static JdbcTemplate database() {
        return new JdbcTemplate(
                new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password()));
    }

    @BeforeEach
    void forgetWhatWasAsked() {
        List.of(SEARCH, EMBEDDING, NLP, STREAMING, MODEL).forEach(FakeService::forget);
    }

    protected URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(30));
    }

    protected HttpRequest.Builder asFirst(String path) {
        return request(path).header("X-Yacht-Signature", Yachts.FIRST_SIGNATURE);
    }

    protected static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
