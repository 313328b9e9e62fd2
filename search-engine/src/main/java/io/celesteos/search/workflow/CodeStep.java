package io.celesteos.search.workflow;

import io.celesteos.search.sandbox.CodeSandbox;
import io.celesteos.search.sandbox.Execution;
import io.celesteos.search.sandbox.Program;
import io.celesteos.search.sandbox.SandboxException;
import io.celesteos.search.workflow.Workflow.Done;
import io.celesteos.search.workflow.Workflow.Step;
import io.celesteos.search.workflow.Workflow.StepOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs the caller's code in a sandbox. Nothing of the yacht goes with it but what the input names. A sandbox that an
 * earlier attempt left behind is ended first; the code itself may so be run twice.
 */
final class CodeStep implements Step {

    static final String NAME = "code";

    /** Base64, as the sandbox puts variables between quotes without escaping them. */
    static final String INPUT_VARIABLE = "INPUT_BASE64";

    private final CodeSandbox sandbox;
    private final Function<StepContext, @Nullable CodeInput> code;

    CodeStep(CodeSandbox sandbox, Function<StepContext, @Nullable CodeInput> code) {
        this.sandbox = sandbox;
        this.code = code;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(StepContext context) throws InterruptedException {
        CodeInput asked = code.apply(context);
        if (asked == null) {
            throw new IllegalStateException("a step without code");
        }
        String left = context.state().path("sandbox").asString("");
        if (!left.isEmpty()) {
            sandbox.end(left);
        }
        context.goOn();
        Execution execution;
        try {
            execution = sandbox.run(
                    program(asked, context), context::cancelled, id -> context.remember(Map.of("sandbox", id)));
        } catch (SandboxException failure) {
            if (failure.reason() == SandboxException.Reason.STOPPED) {
                throw new RunCancelled();
            }
            throw failure;
        }
        if (execution.error() != null) {
            throw new StepFailure(
                    "code_failed",
                    "The code failed: " + execution.error().name() + ": "
                            + execution.error().value());
        }
        return new Done(context.tree(execution));
    }

    private static Program program(CodeInput asked, StepContext context) {
        JsonNode data = asked.input();
        Map<String, String> environment = data == null
                ? Map.of()
                : Map.of(
                        INPUT_VARIABLE,
                        Base64.getEncoder().encodeToString(data.toString().getBytes(StandardCharsets.UTF_8)));
        Duration limit = Duration.ofSeconds(asked.timeoutSeconds() == null ? 60 : asked.timeoutSeconds());
        return new Program(
                asked.code(),
                asked.language() == null ? "python" : asked.language(),
                environment,
                limit,
                Map.of("workflow_run", context.run().toString()));
    }
}
