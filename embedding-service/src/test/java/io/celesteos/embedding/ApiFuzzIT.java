package io.celesteos.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.fuzz.Fuzzer;
import io.celesteos.embedding.fuzz.RawHttp;
import io.celesteos.embedding.fuzz.Target;
import io.celesteos.embedding.inference.L2Normalization;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real service with real models under requests that no client of ours sends. None may be answered with 500,
 * stop it, change what it says to others, or stay in its memory.
 */
@RunningService
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiFuzzIT {

    /** Change it here, or with -Dfuzz.seed, to look elsewhere; a failure names the request by it. */
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);

    private static final int MUTATIONS = Integer.getInteger("fuzz.requests", 4_000);

    /** Both caches full (80 MB) and as much again for what the collector leaves. */
    private static final long ALLOWED_GROWTH_BYTES = 160L << 20;

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @Autowired
    private ModelCatalog catalog;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private RawHttp http;
    private Fuzzer fuzzer;
    private List<Target> targets;

    @BeforeEach
    void aim() {
        http = new RawHttp(port);
        fuzzer = new Fuzzer(http);
        targets = Target.all(mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> !pattern.startsWith("/v3/") && !pattern.startsWith("/swagger")));
    }

    @Test
    @Order(1)
    void soundRequestsAreAnsweredWithSoundNumbers() throws Exception {
        for (Target target : targets) {
            fuzzer.sound(target);
        }
        assertThat(targets).extracting(Target::path).contains("/api/v1/models", "/info", "/health");
    }

    @Test
    @Order(2)
    void whatBrokeOtherServicesIsRefusedInTheContractsForm() throws Exception {
        for (Target target : targets) {
            fuzzer.hostileBodies(target);
            fuzzer.oddBodies(target);
        }
        fuzzer.hostileHeads("/api/v1/embed");
        fuzzer.hostileHeads("/embed");
        theServiceIsAsBefore("hostile");
    }

    @Test
    @Order(3)
    void noMutationOfARequestIsAnsweredUnsoundly() throws Exception {
        int answered = fuzzer.mutations(targets, SEED, MUTATIONS);

        // Else they would be too wild to get past the parser, or too tame to be refused.
        assertThat(answered).isBetween(MUTATIONS / 5, MUTATIONS * 3 / 5);
        theServiceIsAsBefore("mutations");
    }

    @Test
    @Order(4)
    void callersThatLeaveStopNobodyElse() throws Exception {
        String texts = "[\"a text that nobody waits for\"" + ", \"one more for nobody\"".repeat(20) + "]";
        for (int i = 0; i < 20; i++) {
            http.sendAndLeave(
                    RawHttp.json("/api/v1/embed", "{\"texts\": " + texts.replace("nobody", "nobody " + i) + "}"));
            http.sendAndLeave(
                    RawHttp.json("/embed", "{\"inputs\": \"left alone " + i + " " + "pump ".repeat(100) + "\"}"));
        }
        theServiceIsAsBefore("leavers");
    }

    @Test
    @Order(5)
    void nothingOfItStaysInMemory() throws Exception {
        long before = usedAfterCollection();
        String megabyte = "x".repeat((1 << 20) - 200);
        for (int i = 0; i < 250; i++) {
            Target target = targets.get(i % 8);
            fuzzer.refused(RawHttp.json(target.path(), "{\"unknown\": \"" + i + megabyte + "\"}"));
        }
        for (int i = 0; i < 3; i++) {
            RawHttp.Answer answer = http.exchange(
                    RawHttp.json("/api/v1/embed", "{\"texts\": [\"" + i + " pump".repeat(200_000) + "\"]}"));
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(usedAfterCollection() - before).isLessThan(ALLOWED_GROWTH_BYTES);
        theServiceIsAsBefore("megabytes");
    }

    private static long usedAfterCollection() {
        return IntStream.range(0, 3)
                .mapToLong(round -> {
                    System.gc();
                    return ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                })
                .min()
                .orElseThrow();
    }

    /** Bit for bit what the model says of a text that no cache knows, asked beside one that was seen before. */
    private void theServiceIsAsBefore(String after) throws Exception {
        LoadedModel model = catalog.require("bge-small");
        String fresh = "the watermaker's membrane after " + after;
        RawHttp.Answer answer = http.exchange(
                RawHttp.json("/api/v1/embed", "{\"texts\": [\"pump\", \"" + fresh + "\"], \"model\": \"bge-small\"}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode embeddings = json.readTree(answer.body()).at("/embeddings");
        assertThat(floats(embeddings.get(0))).isEqualTo(directly(model, "pump"));
        assertThat(floats(embeddings.get(1))).isEqualTo(directly(model, fresh));
        assertThat(http.exchange(RawHttp.request("GET", "/health", "", new byte[0]))
                        .status())
                .isEqualTo(200);
    }

    private static float[] directly(LoadedModel model, String text) {
        return L2Normalization.normalize(model.artifact()
                .pooling()
                .pool(model.encoder().encode(model.tokenizer().tokenize(text))));
    }

    private static float[] floats(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) numbers.get(d).asDouble();
        }
        return vector;
    }
}
