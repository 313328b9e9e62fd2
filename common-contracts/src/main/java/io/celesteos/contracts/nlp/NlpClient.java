package io.celesteos.contracts.nlp;

import io.celesteos.contracts.client.ServiceClient;

/** The nlp-service as its callers see it; every method throws {@code RemoteFailure} when there is no answer. */
public interface NlpClient {

    ExtractResponse extract(ExtractRequest request);

    static NlpClient over(ServiceClient service) {
        return request -> service.post("/api/v1/extract", request, ExtractResponse.class);
    }
}
