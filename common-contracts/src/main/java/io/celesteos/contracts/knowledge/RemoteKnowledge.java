package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.tenancy.YachtId;
import org.jspecify.annotations.Nullable;

/** The service over HTTP, and the files where it is away. */
final class RemoteKnowledge implements KnowledgeClient {

    private static final int SERVER_ERROR = 500;

    private final ServiceClient service;
    private final @Nullable FileKnowledge fallback;

    RemoteKnowledge(ServiceClient service, @Nullable FileKnowledge fallback) {
        this.service = service;
        this.fallback = fallback;
    }

    @Override
    public KnowledgeResponse query(KnowledgeRequest request) {
        try {
            return service.post("/rag/query", request, KnowledgeResponse.class);
        } catch (RemoteFailure failure) {
            FileKnowledge files = fallback;
            if (files == null || !away(failure)) {
                throw failure;
            }
            return files.query(request);
        }
    }

    @Override
    public KnowledgeStats stats(@Nullable YachtId yacht) {
        return service.get(yacht == null ? "/rag/stats" : "/rag/stats?yacht_id=" + yacht, KnowledgeStats.class);
    }

    @Override
    public Health health() {
        try {
            return stats(null).status() == KnowledgeStats.Status.READY ? Health.READY : Health.LOADING;
        } catch (RemoteFailure failure) {
            return Health.AWAY;
        }
    }

    /** Not a refusal: a wrong request stays wrong, and who asks too often is not to go around the limit. */
    private static boolean away(RemoteFailure failure) {
        Problem refusal = failure.refusal();
        return refusal == null || refusal.status() >= SERVER_ERROR;
    }
}
