package io.celesteos.embedding.caller;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** The headers of {@link CallFilter} in the API's document, at every operation that may wait for a model. */
final class CallHeaders implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (method.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(new HeaderParameter()
                    .name(CallFilter.PRIORITY)
                    .description(
                            "live: ahead of bulk work, charged in full; bulk: behind live work. Left out, it goes by"
                                    + " the request: one text, a few queries and rerankings are live")
                    .schema(new StringSchema()._enum(List.of("live", "bulk"))));
            operation.addParametersItem(new HeaderParameter()
                    .name(CallFilter.CALLER)
                    .description("Whose share of the service this is charged to; left out, the remote address")
                    .schema(new StringSchema().pattern(CallFilter.NAME.pattern())));
        }
        return operation;
    }
}
