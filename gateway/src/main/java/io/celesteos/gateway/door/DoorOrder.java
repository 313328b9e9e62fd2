package io.celesteos.gateway.door;

import org.springframework.core.Ordered;

/** The order of the filters at the door. */
public final class DoorOrder {

    /** Before the request context (highest + 10), which refuses bodies that declare too much. */
    static final int ANSWER_HEADERS = Ordered.HIGHEST_PRECEDENCE + 5;

    static final int FORWARDED = Ordered.HIGHEST_PRECEDENCE + 15;
    static final int CLEAN_PATH = Ordered.HIGHEST_PRECEDENCE + 30;
    static final int SLOW_BODY = Ordered.HIGHEST_PRECEDENCE + 35;
    static final int CROSS_ORIGIN = Ordered.HIGHEST_PRECEDENCE + 40;
    public static final int IDENTITY = Ordered.HIGHEST_PRECEDENCE + 50;
    public static final int LIMITS = Ordered.HIGHEST_PRECEDENCE + 60;
    public static final int IDEMPOTENCY = Ordered.HIGHEST_PRECEDENCE + 70;
    public static final int EXPERIMENT = Ordered.HIGHEST_PRECEDENCE + 80;

    private DoorOrder() {}
}
