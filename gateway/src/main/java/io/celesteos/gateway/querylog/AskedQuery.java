package io.celesteos.gateway.querylog;

import io.celesteos.contracts.answer.WebhookRequest;
import io.celesteos.contracts.answer.WebhookResponse.AnswerMetadata;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of the log. {@code userId} is what the caller said, unchecked; null when it said nothing. */
public record AskedQuery(
        YachtId yacht,
        @Nullable String userId,
        String query,
        int resultCount,
        int latencyMillis,
        List<Degradation> degraded) {

    public static AskedQuery of(YachtId yacht, WebhookRequest request, AnswerMetadata answer) {
        return new AskedQuery(
                yacht,
                request.userId(),
                request.query(),
                answer.totalResults(),
                (int) Math.min(answer.latencyMs(), Integer.MAX_VALUE),
                answer.degraded());
    }
}
