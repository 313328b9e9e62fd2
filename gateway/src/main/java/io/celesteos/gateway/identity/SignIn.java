package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.database.yachts.AccessKey;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a credential to an active yacht. Blocking, unless said otherwise; thread-safe. */
public final class SignIn {

    /** The same for a missing and a wrong one: whoever guesses learns nothing. */
    static final String HOW = "Send the yacht's signature in the X-Yacht-Signature header (for /webhook/search also as"
            + " yacht_signature in the body), a user's token as Authorization: Bearer, or an API key in X-API-Key. It is"
            + " missing, or it is no yacht's.";

    private static final String HOW_TO_STREAM =
            HOW + " A stream token from POST /api/v1/stream-tokens works for one minute, in the token parameter.";

    private final KnownCredentials known;
    private final SignedRequests signed;
    private final Jwts jwts;
    private final StreamTokens tokens;
    private final FailedSignIns failures;
    private final Clock clock;

    SignIn(
            KnownCredentials known,
            SignedRequests signed,
            Jwts jwts,
            StreamTokens tokens,
            FailedSignIns failures,
            Clock clock) {
        this.known = known;
        this.signed = signed;
        this.jwts = jwts;
        this.tokens = tokens;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * @param credential null for none
     * @param body of the request, as it was sent; only looked at where it is signed
     * @param address of the client, for counting its failures
     * @throws ProblemException 401 for no or a wrong credential, 403 for a suspended yacht or a user without one, 429
     *     for an address with too many failures, 503 when it cannot be checked
     */
    Caller by(@Nullable Credential credential, byte[] body, String address) {
        failures.refuseGuesser(address);
        return switch (credential) {
            case null -> throw ProblemException.of(ProblemType.UNAUTHORIZED, HOW);
            case Credential.Token token -> byToken(token.secret(), address);
            case Credential.Signed request -> bySigned(request.header(), body, address);
            case Credential.Jwt jwt -> byJwt(jwt.token(), address);
            case Credential.Key key -> byKey(key.secret(), address);
        };
    }

    /** As {@link #by}, for a yacht's token in the body. */
    public Yacht bySignature(@Nullable String signature, String address) {
        failures.refuseGuesser(address);
        return byToken(signature, address).yacht();
    }

    /** As {@link #by}, for a token of {@link StreamTokens}. */
    Caller byStreamToken(@Nullable String token, String address) {
        failures.refuseGuesser(address);
        if (token == null || token.isBlank()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, HOW_TO_STREAM);
        }
        return Caller.yacht(active(found(tokens.verify(token).flatMap(known::byId), address, HOW_TO_STREAM)));
    }

    /** @throws ProblemException 401 when {@code offered} is not the key, 429 as in {@link #by} */
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

    /** The caller when it is known without blocking; empty says nothing about the credential. */
    Optional<Caller> remembered(@Nullable Credential credential, String address) {
        failures.refuseGuesser(address);
        return credential instanceof Credential.Token token
                ? known.remembered(new Signature(token.secret()))
                        .filter(Yacht::active)
                        .map(Caller::yacht)
                : Optional.empty();
    }

    /** @throws ProblemException 403 when {@code named} is another yacht than the credential's */
    public static void requireSame(Yacht yacht, @Nullable YachtId named) {
        if (named != null && !named.equals(yacht.id())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "The credential is another yacht's. Leave yacht_id out: the credential says which yacht it is.");
        }
    }

    private Caller byToken(@Nullable String token, String address) {
        if (token == null || token.isBlank()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, HOW);
        }
        return Caller.yacht(active(found(known.bySignature(new Signature(token)), address, HOW)));
    }

    private Caller bySigned(SignedHeader header, byte[] body, String address) {
        Optional<Yacht> yacht = signed.fits(header, body) ? known.byId(header.yacht()) : Optional.empty();
        return Caller.yacht(active(found(yacht, address, SignedRequests.WRONG)));
    }

    private Caller byJwt(String token, String address) {
        Jwts.User user = found(jwts.verify(token), address, Jwts.HOW);
        Yacht yacht = Optional.ofNullable(user.yacht())
                .flatMap(known::byId)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.FORBIDDEN,
                        "The user belongs to no yacht here. Ask whoever runs this service to set it: the claim "
                                + jwts.yachtClaim() + "."));
        return Caller.user(active(yacht), user.subject());
    }

    private Caller byKey(String secret, String address) {
        AccessKeys.Owned owned = found(known.byKey(new Signature(secret)), address, HOW);
        AccessKey key = owned.key();
        if (!key.goodAt(clock.instant())) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED, "The API key was revoked or has expired. Make a new one.");
        }
        Yacht yacht = active(found(known.byId(owned.yacht()), address, HOW));
        return new Caller(
                yacht,
                Caller.Kind.KEY,
                "key:" + key.id(),
                key.scopes().stream().map(Scope::named).collect(Collectors.toSet()));
    }

    private <T> T found(Optional<T> found, String address, String how) {
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
