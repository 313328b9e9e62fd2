package io.celesteos.search.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.search.sandbox.SandboxException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

class E2bSandboxTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FakeE2b provider = new FakeE2b();
    private final HttpClient http = new SandboxConfiguration().sandboxHttpClient();
    private final List<String> begun = new ArrayList<>();
    private E2bSandbox sandbox = new E2bSandbox(provider.properties(LIMIT), http);

    @AfterEach
    void end() {
        provider.close();
        http.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNS", "DRIPS"})
    void aProgramIsRunAndItsSandboxEnded(FakeE2b.Mode mode) throws Exception {
        provider.mode = mode;

        Execution execution = run(program("5 * 5"));

        assertThat(execution.stdout()).isEqualTo("fünf ⚓ 5\n");
        assertThat(execution.stderr()).isEqualTo("a warning\n");
        assertThat(execution.text()).isEqualTo("25");
        assertThat(execution.results())
                .containsExactly(
                        new Execution.Shown(null, List.of("png"), false),
                        new Execution.Shown("25", List.of("text"), true));
        assertThat(execution.error()).isNull();
        assertThat(execution.truncated()).isFalse();
        assertEndedOnce();
    }

    @Test
    void whatIsSentIsTheProgramAndNothingElse() throws Exception {
        run(new Program("print(1)", "python", Map.of("INPUT_BASE64", "e30="), LIMIT, Map.of("workflow_run", "7")));

        assertThat(provider.executed).singleElement().satisfies(request -> {
            assertThat(request.propertyNames()).containsExactlyInAnyOrder("code", "language", "env_vars");
            assertThat(request.path("code").asString()).isEqualTo("print(1)");
            assertThat(request.at("/env_vars/INPUT_BASE64").asString()).isEqualTo("e30=");
        });
        assertThat(provider.created).singleElement().satisfies(request -> {
            assertThat(request.path("templateID").asString()).isEqualTo("code-interpreter-v1");
            assertThat(request.path("timeout").asInt()).isEqualTo(50);
            assertThat(request.path("secure").asBoolean()).isTrue();
            assertThat(request.path("allow_internet_access").asBoolean()).isFalse();
            assertThat(request.at("/metadata/workflow_run").asString()).isEqualTo("7");
            assertThat(request.toString()).doesNotContain("print(1)");
        });
    }

    @Test
    void codeThatFailsHasAnOutcomeAllTheSame() throws Exception {
        provider.mode = FakeE2b.Mode.FAILS;

        Execution execution = run(program("1 / 0"));

        assertThat(execution.error()).isNotNull();
        assertThat(execution.error().name()).isEqualTo("ZeroDivisionError");
        assertThat(execution.stderr()).isEqualTo("about to fail\n");
        assertEndedOnce();
    }

    @Test
    void whatIsWrittenBeyondTheBoundIsLeftOutAndSaidSo() throws Exception {
        provider.mode = FakeE2b.Mode.FLOODS;

        Execution execution = run(program("while few: print()"));

        assertThat(execution.truncated()).isTrue();
        assertThat(execution.stdout()).hasSize(1_024).startsWith("üüü");
        assertThat(execution.results()).hasSize(2);
        assertEndedOnce();
    }

    @Test
    void aFloodIsCutOff() {
        provider.mode = FakeE2b.Mode.ENDLESS;

        assertThat(failure(program("while True: print()")).reason()).isEqualTo(Reason.TOO_MUCH);
        assertEndedOnce();
    }

    @Test
    void codeThatHangsIsEndedAtItsLimit() {
        provider.mode = FakeE2b.Mode.HANGS;
        sandbox = new E2bSandbox(provider.properties(Duration.ofMillis(300)), http);

        SandboxException late = failure(program("wait()"));

        assertThat(late.reason()).isEqualTo(Reason.LATE);
        assertThat(late.retryable()).isFalse();
        assertEndedOnce();
    }

    @Test
    void whoWantsItNoLongerStopsIt() {
        provider.mode = FakeE2b.Mode.HANGS;

        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> sandbox.run(program("wait()"), () -> provider.hanging.getCount() == 0, begun::add))
                .satisfies(stopped -> assertThat(stopped.reason()).isEqualTo(Reason.STOPPED));
        assertEndedOnce();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIES", "GONE"})
    void aSandboxThatDiesIsNoEndOfTheProgram(FakeE2b.Mode mode) {
        provider.mode = mode;

        SandboxException died = failure(program("print()"));

        assertThat(died.reason()).isEqualTo(Reason.DIED);
        assertThat(died.retryable()).isTrue();
        assertThat(provider.living).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, REFUSED,     false",
        "403, REFUSED,     false",
        "404, REFUSED,     false",
        "429, BUSY,        true",
        "500, UNAVAILABLE, true",
        "503, UNAVAILABLE, true"
    })
    void aProviderThatMakesNoSandboxIsUnderstood(int status, Reason reason, boolean retryable) {
        provider.refusal = status;

        SandboxException refused = failure(program("print()"));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.retryable()).isEqualTo(retryable);
        assertThat(refused.retryAfter()).isEqualTo(retryable ? Duration.ofSeconds(7) : Duration.ZERO);
        assertThat(refused).hasMessageNotContainingAny(FakeE2b.KEY, FakeE2b.ACCESS_TOKEN, provider.url());
        assertThat(provider.executed).isEmpty();
    }

    @Test
    void aProviderThatIsAwayIsSaidToBe() {
        provider.close();

        SandboxException away = failure(program("print()"));

        assertThat(away.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(away).hasMessageNotContainingAny(FakeE2b.KEY, "127.0.0.1");
    }

    @Test
    void endingIsTriedAgainWhenItFails() throws Exception {
        provider.deafness.set(2);

        run(program("print()"));

        assertEndedOnce();
    }

    @Test
    void aSandboxThatWasLeftBehindCanBeEndedLater() {
        provider.living.add("leftbehind");

        sandbox.end("leftbehind");
        sandbox.end("leftbehind");
        sandbox.end("../templates/x");

        assertThat(provider.living).isEmpty();
        assertThat(provider.killed).containsExactly("leftbehind", "leftbehind");
    }

    @Test
    void withoutAKeyNothingIsRunAnywhere() {
        sandbox = new E2bSandbox(
                new SandboxProperties(
                        " ",
                        URI.create(provider.url()),
                        "x.example",
                        provider.address(),
                        "t",
                        false,
                        LIMIT,
                        LIMIT,
                        DataSize.ofKilobytes(1),
                        DataSize.ofKilobytes(1)),
                http);

        assertThat(sandbox.available()).isFalse();
        assertThat(failure(program("print()")).reason()).isEqualTo(Reason.OFF);
        assertThat(provider.created).isEmpty();
    }

    @Test
    void noSecretIsInWhatMayBeLogged() {
        assertThat(provider.properties(LIMIT).toString()).doesNotContain(FakeE2b.KEY);
        assertThat(new E2bMachine("i1", "x", FakeE2b.ACCESS_TOKEN, FakeE2b.TRAFFIC_TOKEN).toString())
                .doesNotContain(FakeE2b.ACCESS_TOKEN, FakeE2b.TRAFFIC_TOKEN);
        assertThat(program("print('secret')").toString()).doesNotContain("secret");
    }

    private static Program program(String code) {
        return new Program(code, "python", Map.of(), LIMIT, Map.of());
    }

    private Execution run(Program program) throws InterruptedException {
        return sandbox.run(program, () -> false, begun::add);
    }

    private SandboxException failure(Program program) {
        return catchThrowableOfType(SandboxException.class, () -> run(program));
    }

    private void assertEndedOnce() {
        assertThat(provider.living).isEmpty();
        assertThat(provider.killed).containsExactlyElementsOf(begun).hasSize(1);
    }
}
