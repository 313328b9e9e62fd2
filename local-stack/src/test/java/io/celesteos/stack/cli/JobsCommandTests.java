package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.stack.cli.SpokenGateway.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTests {

    private static final String ID = "00000000-0000-4000-8000-000000000042";
    private static final String RUNNING = "{\"id\":\"" + ID + "\",\"status\":\"running\",\"progress\":{\"done\":30,"
            + "\"total\":120,\"stage\":\"embed\"},\"rate_per_second\":12.34,\"eta_seconds\":75,"
            + "\"created_at\":\"2024-01-01T00:00:00Z\"}";
    private static final String DONE = "{\"id\":\"" + ID + "\",\"status\":\"succeeded\",\"progress\":{\"done\":120,"
            + "\"total\":120,\"stage\":\"embed\"}}";
    private static final String FAILED = "{\"id\":\"" + ID + "\",\"status\":\"failed\",\"progress\":{\"done\":120,"
            + "\"total\":120,\"stage\":\"embed\"},\"error\":\"1 of 2 files failed.\",\"files\":[{\"name\":\"a.pdf\","
            + "\"status\":\"stored\"},{\"name\":\"b.pdf\",\"status\":\"failed\",\"code\":\"encrypted\",\"error\":\"It needs a"
            + " password.\"}]}";

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

    private int jobs(String... words) {
        String[] all = new String[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(
                new String[] {"--url", gateway.url(), "--key", SpokenGateway.CREDENTIAL}, 0, all, words.length, 4);
        return cli.celeste(all);
    }

    @Test
    void jobsAreATableWithProgressRateAndTimeLeft() {
        gateway.say("GET /api/v1/jobs", "{\"jobs\":[" + RUNNING + "," + DONE + "]}");

        assertThat(jobs("jobs", "--status", "running", "-n", "5")).isZero();

        assertThat(cli.said())
                .contains(ID, "running", "embed", "██░░░░░░░░ 30 of 120", "12.3/s", "1 m 15 s", "██████████ 120 of 120")
                .contains("Job", "Left", "Age");
        assertThat(gateway.heard("GET /api/v1/jobs").getFirst().parameters())
                .containsEntry("status", "running")
                .containsEntry("limit", "5");
    }

    @Test
    void watchingEndsWhenNothingMovesAnyMore() {
        gateway.say("GET /api/v1/jobs", "{\"jobs\":[" + RUNNING + "]}");
        gateway.say("GET /api/v1/jobs", "{\"jobs\":[" + DONE + "]}");

        assertThat(jobs("jobs", "--watch", "--json")).isZero();
        assertThat(cli.said().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"jobs\":["));
        assertThat(cli.pauses).hasSize(1);
    }

    @Test
    void noJobsAreNoError() {
        gateway.say("GET /api/v1/jobs", "{\"jobs\":[]}");

        assertThat(jobs("jobs")).isZero();
        assertThat(cli.said()).contains("There are no jobs.");
    }

    @Test
    void aFailedJobNamesItsFiles() {
        gateway.say("GET /api/v1/jobs/" + ID, FAILED);

        assertThat(jobs("jobs", "show", ID)).isEqualTo(3);
        assertThat(cli.said())
                .contains("1 of 2 files failed.")
                .containsPattern("b.pdf +failed +encrypted +It needs a password.");
    }

    @Test
    void aJobIsFollowedByItsEvents() {
        gateway.say("GET /api/v1/jobs/" + ID, RUNNING);
        gateway.say("GET /api/v1/jobs/" + ID, DONE);
        gateway.say(
                "GET /api/v1/jobs/" + ID + "/events",
                new Said(
                        200,
                        "event: progress\ndata: " + RUNNING + "\n\nevent: progress\ndata: "
                                + RUNNING.replace("30", "90") + "\n\nevent: complete\ndata: " + DONE + "\n\n",
                        "text/event-stream",
                        Map.of()));

        assertThat(jobs("jobs", "show", ID, "--watch", "--json")).isZero();
        assertThat(cli.document().path("status").asString()).isEqualTo("succeeded");
        assertThat(cli.aside()).contains("embed: 30 of 120", "embed: 90 of 120", "embed: 120 of 120");
        assertThat(cli.pauses).isEmpty();
    }

    @Test
    void withoutEventsItIsLookedAtAgainAndAgain() {
        gateway.say("GET /api/v1/jobs/" + ID, RUNNING);
        gateway.say("GET /api/v1/jobs/" + ID, RUNNING);
        gateway.say("GET /api/v1/jobs/" + ID, DONE);
        gateway.say(
                "GET /api/v1/jobs/" + ID + "/events",
                404,
                SpokenGateway.problem(404, "not_found", "No.", false),
                Map.of());

        assertThat(jobs("jobs", "show", ID, "--watch")).isZero();
        assertThat(cli.aside()).contains("looking every second");
        assertThat(cli.pauses).hasSize(1);
    }

    @Test
    void cancellingAsksForItAndAnEndedJobCannotBeCancelled() {
        String path = "POST /api/v1/jobs/" + ID + "/cancel";
        gateway.say(path, 202, RUNNING, Map.of());
        gateway.say(path, 409, SpokenGateway.problem(409, "conflict", "The job has ended already.", false), Map.of());

        assertThat(jobs("jobs", "cancel", ID)).isZero();
        assertThat(jobs("jobs", "cancel", ID)).isEqualTo(1);
        assertThat(cli.said()).contains("The job has ended already.");
    }

    @Test
    void anUnknownJobOrStatusIsSaid() {
        assertThat(jobs("jobs", "show", ID)).isEqualTo(1);
        assertThat(cli.said()).contains("There is no such job.");
        assertThat(jobs("jobs", "--status", "lost")).isEqualTo(1);
        assertThat(cli.said()).contains("--status must be one of cancelled, failed");
    }
}
