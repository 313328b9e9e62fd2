package io.celesteos.search.workflow;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The streaming-proxy: an answer of a language model where it has one, else sentences of the passages themselves. */
@Component
final class StreamingProxyAnswers implements AnsweringService, DisposableBean {

    private final WorkflowProperties properties;
    private final @Nullable ServiceClient client;

    StreamingProxyAnswers(WorkflowProperties properties) {
        this.properties = properties;
        String url = properties.answerUrl();
        this.client = properties.answers() && url != null
                ? new ServiceClient(ClientSettings.of("streaming-proxy", URI.create(url), properties.answerTimeout())
                        .withApiKey(properties.apiKey()))
                : null;
    }

    @Override
    public boolean available() {
        return client != null;
    }

    @Override
    public JsonNode ask(YachtId yacht, String question, int topK) {
        ServiceClient service = client;
        if (service == null) {
            throw new StepFailure("not_configured", AnswerAndFileWorkflow.OFF);
        }
        Map<String, Object> body = Map.of("query", question, "yacht_id", yacht.toString(), "top_k", topK);
        try {
            return RequestContext.background(properties.answerTimeout())
                    .call(() -> service.post("/api/v1/answer", body, JsonNode.class));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void destroy() {
        ServiceClient service = client;
        if (service != null) {
            service.close();
        }
    }
}
