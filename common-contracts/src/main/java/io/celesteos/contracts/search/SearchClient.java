package io.celesteos.contracts.search;

import io.celesteos.contracts.client.ServiceClient;

/** The search-engine as its callers see it; every method throws {@code RemoteFailure} when there is no answer. */
public interface SearchClient {

    SearchResponse search(SearchRequest request);

    static SearchClient over(ServiceClient service) {
        return request -> service.post("/api/v1/search", request, SearchResponse.class);
    }
}
