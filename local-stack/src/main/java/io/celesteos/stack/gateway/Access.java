package io.celesteos.stack.gateway;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.ApiKey;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway is, and as whom it is asked.
 *
 * @param credential a yacht's signature, an API key ({@code ck_...}) or a user's JWT; never printed
 * @param yacht null leaves it to the credential, which fixes it anyway
 */
public record Access(URI url, String credential, @Nullable YachtId yacht) {

    private static final String KEY_PREFIX = "ck_";
    private static final String SIGNATURE_HEADER = "X-Yacht-Signature";

    void sign(HttpRequest.Builder request) {
        if (credential.startsWith(KEY_PREFIX)) {
            request.header(ApiKey.HEADER, credential);
        } else if (credential.chars().filter(sign -> sign == '.').count() == 2) {
            request.header("Authorization", "Bearer " + credential);
        } else {
            request.header(SIGNATURE_HEADER, credential);
        }
    }

    @Override
    public String toString() {
        return "Access[" + url + ", credential hidden, " + yacht + "]";
    }
}
