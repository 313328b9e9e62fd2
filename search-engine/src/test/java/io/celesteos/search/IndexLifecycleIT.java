package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.testbed.redis.ThrowawayRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A replica with room for one yacht, an index folder, and answers kept in Redis alone: each search of another
 * yacht closes one index and opens the next.
 */
class IndexLifecycleIT {

    private static final Engines ENGINES = Engines.shared();
    private static final RedisClient REDIS =
            RedisClient.create(ThrowawayRedis.shared().uri());
    private static final String OURS = "The anchor washdown pump stands in the chain locker";
    private static final String SECRET = "The master key hangs behind the radar display";

    @TempDir
    static Path folder;

    private static YachtId mine;
    private static YachtId theirs;
    private static Engine small;

    @BeforeAll
    static void load() {
        mine = ENGINES.newYacht();
        theirs = ENGINES.newYacht();
        ENGINES.store(mine, "Mine", "## Anchor\n" + OURS, Map.of());
        ENGINES.store(theirs, "Theirs", "## Keys\n" + SECRET, Map.of());
        small = start();
    }

    @AfterAll
    static void end() {
        small.close();
        REDIS.shutdown();
    }

    @Test
    void indexesThatComeAndGoAnswerForTheirOwnYacht() {
        for (int round = 0; round < 4; round++) {
            assertThat(found(mine, "pump master key " + round)).isNotEmpty().allMatch(OURS::contains);
            assertThat(found(theirs, "pump master key " + round)).isNotEmpty().allMatch(SECRET::contains);
        }
        assertThat(metric("search.index.evictions")).isGreaterThan(3);
        assertThat(metric("search.index.open")).isLessThanOrEqualTo(2);
        assertThat(small.get("/health").body().at("/dependencies/index_store").asString())
                .contains(" yachts, ")
                .endsWith("MB, on disk");
    }

    @Test
    void anIndexIsBuiltAnewWhenSomebodyAsksAndAnswersMeanwhile() {
        patiently().until(() -> small.search(mine, "pump").status() == 200);

        String address = "/api/v1/documents/index?yacht_id=" + mine;
        var asked = small.post("/api/v1/documents/index/rebuild?yacht_id=" + mine, "{}");
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        String id = asked.body().at("/rebuild/id").asString();
        patiently()
                .until(() -> small.get(address)
                        .body()
                        .at("/rebuild/status")
                        .asString("")
                        .equals("succeeded"));

        var report = small.get(address).body();
        assertThat(report.at("/rebuild/id").asString()).isEqualTo(id);
        assertThat(report.at("/rebuild/ended_at").asString()).isNotEmpty();
        assertThat(report.at("/yacht_id").asString()).isEqualTo(mine.toString());
        assertThat(found(mine, "pump")).isNotEmpty().allMatch(OURS::contains);
        var unknown = small.post("/api/v1/documents/index/rebuild?yacht_id=" + UUID.randomUUID(), "{}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("unknown_yacht");
        assertThat(small.get("/api/v1/documents/index?yacht_id=oil").status()).isEqualTo(400);
    }

    @Test
    void aFolderHoldsYachtsByTheirIdsAndNothingElse() throws IOException {
        found(mine, "pump");
        found(theirs, "key");
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .contains(mine.toString(), theirs.toString())
                    .allMatch(name -> name.equals("in-use.lock")
                            || UUID.fromString(name).toString().equals(name));
        }
    }

    @Test
    void anAnswerMovedToAnotherYachtsKeyIsNotGiven() {
        RedisCommands<String, String> redis = REDIS.connect().sync();
        String question = "where is the master key of the pump";
        found(theirs, question);
        found(mine, question);
        patiently()
                .until(() ->
                        !keys(redis, theirs).isEmpty() && !keys(redis, mine).isEmpty());
        patiently().until(() -> {
            var answer = small.search(mine, question);
            return answer.status() == 200
                    && answer.body().at("/search_metadata/cache").asString().equals("hit");
        });
        String stolen = redis.get(keys(redis, theirs).getFirst());
        assertThat(stolen).contains("radar display");
        for (String key : keys(redis, mine)) {
            redis.set(key, stolen);
        }

        var answer = small.search(mine, question);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).doesNotContain("radar display");
        assertThat(answer.values("/content")).anyMatch(content -> content.contains("washdown"));
    }

    @Test
    void aChangeIsNotHiddenByWhatIsKept() {
        YachtId yacht = ENGINES.newYacht();
        UUID first = ENGINES.store(yacht, "First", "## Bilge\nThe bilge alarm was tested in May.", Map.of());
        patiently().until(() -> found(yacht, "bilge alarm").size() == 1);
        assertThat(found(yacht, "bilge alarm")).hasSize(1);

        // Past the service, as somebody with a database client would.
        ENGINES.owner.update("delete from documents where id = ?", first);

        patiently().until(() -> found(yacht, "bilge alarm").isEmpty());
    }

    @Test
    void aRestartOpensWhatLiesOnDiskAndSeesWhatChangedMeanwhile() {
        YachtId yacht = ENGINES.newYacht();
        ENGINES.store(yacht, "Before", "## Davit\nGrease the davit sheaves.", Map.of());
        patiently().until(() -> found(yacht, "davit").size() == 1);
        small.close();
        UUID during = ENGINES.store(yacht, "During", "## Davit\nThe davit limit switch was replaced.", Map.of());
        ENGINES.owner.update("delete from documents where yacht_id = ? and title = 'Before'", yacht.value());

        small = start();
        patiently()
                .until(() -> small.search(yacht, "davit").values("/document_id").equals(List.of(during.toString())));
        assertThat(small.get("/actuator/metrics/search.index.refresh?tag=outcome:reopened")
                        .status())
                .as("something was opened from disk")
                .isEqualTo(200);

        String url = url();
        Map<String, String> properties = properties(url);
        try (Engine second = new Engine(properties)) {
            patiently().until(() -> second.get("/health").status() == 200);
            var health = second.get("/health").body();
            assertThat(health.at("/status").asString()).isEqualTo("degraded");
            assertThat(health.at("/dependencies/index_store").asString()).endsWith("in use by another process");
            patiently().until(() -> second.search(yacht, "davit").status() == 200);
        }
    }

    /** As soon as the index is open. */
    private static List<String> found(YachtId yacht, String query) {
        Engine.Answer[] answer = new Engine.Answer[1];
        patiently().until(() -> {
            answer[0] = small.search(yacht, query);
            return answer[0].status() == 200;
        });
        return answer[0].values("/content").stream()
                .map(content -> content.substring(content.indexOf('\n') + 1))
                .toList();
    }

    private static List<String> keys(RedisCommands<String, String> redis, YachtId yacht) {
        List<String> keys = new ArrayList<>();
        ScanIterator.scan(redis, ScanArgs.Builder.matches("search:" + yacht + ":*"))
                .forEachRemaining(keys::add);
        return keys;
    }

    private static double metric(String name) {
        return small.get("/actuator/metrics/" + name)
                .body()
                .at("/measurements/0/value")
                .asDouble();
    }

    private static Engine start() {
        return new Engine(properties(url()));
    }

    private static Map<String, String> properties(String url) {
        Map<String, String> properties = new HashMap<>(ENGINES.properties(url, "lucene"));
        properties.put("search.lifecycle.index-folder", folder.toString());
        properties.put("search.lifecycle.memory-budget", "1B");
        properties.put("search.lifecycle.open-wait", "20s");
        properties.put("search.backfill.enabled", "false");
        properties.put("search.cache.redis-url", ThrowawayRedis.shared().uri());
        properties.put("search.cache.redis-timeout", "5s");
        properties.put("search.cache.max-size", "0B");
        return properties;
    }

    private static String url() {
        return String.valueOf(
                ((DriverManagerDataSource) Objects.requireNonNull(ENGINES.owner.getDataSource())).getUrl());
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
