package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Yacht;
import java.time.ZoneOffset;
import java.util.Set;

/** Callers for the tests of other features. */
public final class TestCallers {

    private TestCallers() {}

    public static Caller key(YachtId yacht, String name) {
        return new Caller(
                new Yacht(yacht, "A yacht", true, ZoneOffset.UTC, false), Caller.Kind.KEY, "key:" + name, Set.of());
    }
}
