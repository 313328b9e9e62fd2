package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.tenancy.YachtId;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The knowledge base as its callers see it. Thread-safe. */
public interface KnowledgeClient {

    /**
     * Best piece first. What the answer lacks is in {@link KnowledgeResponse#lacking()}.
     *
     * @throws RemoteFailure when there is no answer, and no fallback or one that could do no better: the request itself
     *     is at fault, or there were too many
     */
    KnowledgeResponse query(KnowledgeRequest request);

    /**
     * @param yacht null for the shared files alone
     * @throws RemoteFailure when there is no answer
     */
    KnowledgeStats stats(@Nullable YachtId yacht);

    /** How it is now; asks the service, within its own timeout, and never throws. */
    Health health();

    /** What {@link #health()} found. */
    enum Health {
        /** Questions are answered. */
        READY,
        /** Files are read for the first time. */
        LOADING,
        /** No answer: the files are read by the client itself where it has a folder. */
        AWAY
    }

    /**
     * How to reach it: four attempts with growing, randomly spread pauses after a failed connection or a 503.
     *
     * @param timeout longest wait for one answer
     * @param apiKey null or blank where the service asks for none
     */
    static ClientSettings settings(URI baseUrl, Duration timeout, @Nullable String apiKey) {
        return new ClientSettings("knowledge", baseUrl, Duration.ofMillis(500), timeout, 4, null).withApiKey(apiKey);
    }

    static KnowledgeClient over(ServiceClient service) {
        return new RemoteKnowledge(service, null);
    }

    /** Reads the files itself when the service does not answer. */
    static KnowledgeClient over(ServiceClient service, FileKnowledge fallback) {
        return new RemoteKnowledge(service, fallback);
    }
}
