package io.celesteos.gateway.stack;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Yacht;
import java.time.ZoneOffset;

/** The yachts of the tests. */
public final class Yachts {

    public static final YachtId FIRST = YachtId.of("00000000-0000-4000-8000-0000000000f1");
    public static final YachtId SECOND = YachtId.of("00000000-0000-4000-8000-0000000000f2");
    public static final YachtId SUSPENDED = YachtId.of("00000000-0000-4000-8000-0000000000f3");

    public static final String FIRST_SIGNATURE = "first-yacht-signature";
    public static final String SECOND_SIGNATURE = "second-yacht-signature";
    public static final String SUSPENDED_SIGNATURE = "suspended-yacht-signature";

    private Yachts() {}

    public static Yacht first() {
        return new Yacht(FIRST, "First", true, ZoneOffset.UTC, false);
    }

    public static Yacht suspended() {
        return new Yacht(SUSPENDED, "Suspended", false, ZoneOffset.UTC, false);
    }
}
