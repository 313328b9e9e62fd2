package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.sandbox.CodeSandbox;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The caller's own code, run on another machine. */
@Component
final class CodeWorkflow implements Workflow {

    private final CodeSandbox sandbox;
    private final InputReader reader;

    CodeWorkflow(CodeSandbox sandbox, InputReader reader) {
        this.sandbox = sandbox;
        this.reader = reader;
    }

    @Override
    public String name() {
        return "code";
    }

    @Override
    public String summary() {
        return "Runs code in a remote sandbox that is made for it and ended after it.";
    }

    @Override
    public Map<String, String> input() {
        return CodeInput.SHAPE;
    }

    @Override
    public String missing() {
        return sandbox.available() ? "" : CodeInput.OFF;
    }

    @Override
    public void check(YachtId yacht, JsonNode input) {
        reader.read(input, CodeInput.class);
    }

    @Override
    public List<Step> steps(JsonNode input) {
        return List.of(new CodeStep(sandbox, context -> context.input(CodeInput.class)));
    }

    @Override
    public JsonNode result(StepContext context) {
        return context.result(CodeStep.NAME);
    }
}
