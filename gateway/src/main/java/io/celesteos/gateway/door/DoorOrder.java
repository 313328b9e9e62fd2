package io.celesteos.gateway.door;

import org.springframework.core.Ordered;

/** The order of the filters at the door; the request context (highest + 10) comes before all of them. */
public final class DoorOrder {

    static final int FORWARDED = Ordered.HIGHEST_PRECEDENCE + 15;
    static final int ANSWER_HEADERS = Ordered.HIGHEST_PRECEDENCE + 20;
    static final int CLEAN_PATH = Ordered.HIGHEST_PRECEDENCE + 30;
    static final int SLOW_BODY = Ordered.HIGHEST_PRECEDENCE + 35;
    static final int CROSS_ORIGIN = Ordered.HIGHEST_PRECEDENCE + 40;
    public static final int IDENTITY = Ordered.HIGHEST_PRECEDENCE + 50;

    private DoorOrder() {}
}
