package io.celesteos.database.yachts;

import io.celesteos.contracts.tenancy.YachtId;
import java.time.ZoneId;

/** A yacht as the services see it; its credential never leaves the database. */
public record Yacht(YachtId id, String name, boolean active, ZoneId timeZone, boolean demo) {}
