package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.UUID;

/** A run and whose it is: all that a queued task knows. */
record RunKey(YachtId yacht, UUID run) {}
