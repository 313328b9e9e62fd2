package io.celesteos.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.stack.SteadyUsers.Answered;
import io.celesteos.stack.SteadyUsers.Path;
import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One service killed outright while people ask; the stack starts it again. */
final class DeathUnderLoad {

    private static final String QUESTION = "Gen 2 SPN 4364 FMI 2 overheating";

    private final RunningStack stack;
    private final RunningProcesses processes;
    private final SteadyUsers users;

    DeathUnderLoad(RunningStack stack, RunningProcesses processes, SteadyUsers users) {
        this.stack = stack;
        this.processes = processes;
        this.users = users;
    }

    /**
     * @param suffering paths whose answers are not whole while the service is away, which they must say
     * @return every answer from the moment of death until all is well again
     */
    List<Answered> of(Service service, Set<Path> suffering) throws Exception {
        users.since();
        long pid = processes.find(service.module()).orElseThrow().pid();
        processes.find(service.module()).orElseThrow().destroyForcibly();
        List<Answered> answers = new ArrayList<>();
        Set<Path> seen = EnumSet.noneOf(Path.class);
        await(service.module() + " is missed on " + suffering)
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    List<Answered> more = users.since();
                    answers.addAll(more);
                    more.stream()
                            .filter(each -> !each.whole())
                            .map(Answered::path)
                            .forEach(seen::add);
                    return seen.containsAll(suffering);
                });
        RunningStack itself = new RunningStack(service.port(stack.basePort()));
        await(service.module() + " is started again")
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> processes.find(service.module()).orElseThrow().pid() != pid
                        && itself.get("/health", "").statusCode() == 200);
        await(service.module() + " is used again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> suffering.stream()
                        .allMatch(path -> users.ask(path, QUESTION).whole()));
        answers.addAll(users.since());
        // What was killed in the middle of writing an event cannot be made whole by anybody.
        assertThat(answers.stream().filter(answer -> answer.status() == 0)).hasSizeLessThanOrEqualTo(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 0)).allSatisfy(DeathUnderLoad::isAnAnswer);
        return answers;
    }

    /** The contract: 200, or 503 and 504 that say when to come again. Only embedding has nothing to fall back on. */
    private static void isAnAnswer(Answered answer) {
        if (answer.path() == Path.EMBED) {
            assertThat(answer.status()).as(answer.toString()).isIn(200, 503, 504);
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.empty() && answer.degraded().isEmpty())
                    .as("empty without saying why: " + answer)
                    .isFalse();
        }
        if (answer.status() != 200) {
            assertThat(answer.retryAfter()).as(answer.toString()).isTrue();
        }
    }
}
