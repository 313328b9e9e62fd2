package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReindexCommandTests {

    private static final String BEGIN = "POST /api/v1/documents/index/rebuild";
    private static final String LOOK = "GET /api/v1/documents/index";

    @TempDir
    private Path folder;

    private SpokenGateway gateway;
    private CliTestBench cli;

    @BeforeEach
    void begin() throws IOException {
        gateway = new SpokenGateway();
        cli = new CliTestBench(folder);
    }

    @AfterEach
    void end() {
        gateway.close();
    }

    private int reindex(String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(
                new String[] {"reindex", "--url", gateway.url(), "--key", SpokenGateway.CREDENTIAL}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return cli.celeste(all);
    }

    private static String report(String id, String status, int done) {
        return "{\"state\":\"serving\",\"documents\":200,\"vectors\":150,\"rebuild\":{\"id\":\"" + id
                + "\",\"status\":\"" + status + "\",\"progress\":{\"done\":" + done
                + ",\"total\":200},\"error\":\"no reason\"}}";
    }

    @Test
    void aRebuildIsBegunAndFollowedToItsEnd() {
        gateway.say(BEGIN, 202, report("a", "queued", 0), Map.of());
        gateway.say(LOOK, report("a", "running", 100));
        gateway.say(LOOK, report("a", "succeeded", 200));

        assertThat(reindex()).isZero();
        assertThat(cli.said()).contains("Rebuilt: 200 passages and records, 150 vectors.");
        assertThat(cli.aside()).contains("100 of 200", "200 of 200");
        assertThat(reindex("--no-wait", "--json")).isZero();
        assertThat(cli.document().at("/rebuild/status").asString()).isEqualTo("queued");
    }

    @Test
    void oneThatIsUnderWayIsFollowedInstead() {
        gateway.say(BEGIN, 409, SpokenGateway.problem(409, "conflict", "It is being rebuilt.", false), Map.of());
        gateway.say(LOOK, report("b", "running", 100));
        gateway.say(LOOK, report("b", "succeeded", 200));

        assertThat(reindex()).isZero();
        assertThat(cli.aside()).contains("being rebuilt already");
    }

    @Test
    void aFailedOneAndARestartInBetweenAreTold() {
        gateway.say(BEGIN, 202, report("a", "queued", 0), Map.of());
        gateway.say(LOOK, report("a", "failed", 0));
        assertThat(reindex()).isEqualTo(3);
        assertThat(cli.said()).contains("not rebuilt: no reason");
    }

    @Test
    void aServerThatForgotItMeansRunItAgain() {
        gateway.say(BEGIN, 202, report("a", "queued", 0), Map.of());
        gateway.say(LOOK, "{\"state\":\"serving\"}");

        assertThat(reindex()).isEqualTo(1);
        assertThat(cli.said()).contains("started again meanwhile");
    }
}
