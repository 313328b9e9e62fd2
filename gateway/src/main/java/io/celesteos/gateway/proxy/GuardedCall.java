package io.celesteos.gateway.proxy;

import io.celesteos.contracts.client.Attempt;
import io.celesteos.contracts.client.ServiceGuard.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What a proxied request holds of its service: a place, and the attempt under way. */
final class GuardedCall {

    private static final String ATTRIBUTE = GuardedCall.class.getName();

    private final Place place;
    private volatile @Nullable Attempt attempt;

    GuardedCall(Place place) {
        this.place = place;
    }

    static @Nullable GuardedCall of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    void keepIn(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    void begun(Attempt now) {
        attempt = now;
    }

    /** The service accepted a WebSocket. */
    void opened() {
        Attempt now = attempt;
        if (now != null) {
            now.answered(101);
        }
    }

    void failed(Throwable failure) {
        Attempt now = attempt;
        if (now != null) {
            now.failed(failure);
        }
    }

    void leave() {
        place.close();
    }
}
