package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.search.HitType;
import java.util.UUID;

/** Names one row that can be found. */
record PassageKey(HitType type, UUID id) {}
