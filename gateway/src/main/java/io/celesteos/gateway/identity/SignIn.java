package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a credential to an active yacht. Blocking, unless said otherwise; thread-safe. */
public final class SignIn {

    /** The same for a missing and a wrong one: whoever guesses learns nothing. */
    static final String HOW = "Send the yacht's signature in the X-Yacht-Signature header (for /webhook/search also as"
            + " yacht_signature in the body). It is missing, or it is no yacht's.";

    private static final String HOW_TO_STREAM =
            HOW + " A stream token from POST /api/v1/stream-tokens works for one minute, in the token parameter.";

    private final KnownYachts yachts;
    private final StreamTokens tokens;
    private final FailedSignIns failures;

    SignIn(KnownYachts yachts, StreamTokens tokens, FailedSignIns failures) {
        this.yachts = yachts;
        this.tokens = tokens;
        this.failures = failures;
    }

    /**
     * @param address of the client, for counting its failures
     * @throws ProblemException 401 for no or a wrong signature, 403 for a suspended yacht, 429 for an address with
     *     too many failures, 503 when it cannot be checked
     */
    public Yacht bySignature(@Nullable String signature, String address) {
        failures.refuseGuesser(address);
        if (signature == null || signature.isBlank()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, HOW);
        }
        return active(known(yachts.bySignature(new Signature(signature)), address, HOW));
    }

    /** As {@link #bySignature}, for a token of {@link StreamTokens}. */
    Yacht byStreamToken(@Nullable String token, String address) {
        failures.refuseGuesser(address);
        if (token == null || token.isBlank()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, HOW_TO_STREAM);
        }
        return active(known(tokens.verify(token).flatMap(yachts::byId), address, HOW_TO_STREAM));
    }

    /** @throws ProblemException 401 when {@code offered} is not the key, 429 as in {@link #bySignature} */
    void operator(ApiKey key, String path, @Nullable String offered, String address) {
        failures.refuseGuesser(address);
        try {
            key.check(path, offered);
        } catch (ProblemException wrong) {
            if (offered != null) {
                failures.count(address);
            }
            throw wrong;
        }
    }

    /** The yacht when it is known without blocking; empty says nothing about the signature. */
    Optional<Yacht> remembered(String signature, String address) {
        failures.refuseGuesser(address);
        return yachts.remembered(new Signature(signature)).filter(Yacht::active);
    }

    /** @throws ProblemException 403 when {@code named} is another yacht than the credential's */
    public static void requireSame(Yacht yacht, @Nullable YachtId named) {
        if (named != null && !named.equals(yacht.id())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "The credential is another yacht's. Leave yacht_id out: the credential says which yacht it is.");
        }
    }

    private Yacht known(Optional<Yacht> found, String address, String how) {
        return found.orElseThrow(() -> {
            failures.count(address);
            return ProblemException.of(ProblemType.UNAUTHORIZED, how);
        });
    }

    private static Yacht active(Yacht yacht) {
        if (!yacht.active()) {
            throw ProblemException.of(
                    ProblemType.YACHT_INACTIVE,
                    "The yacht is suspended. Ask whoever runs this service to activate it.");
        }
        return yacht;
    }
}
