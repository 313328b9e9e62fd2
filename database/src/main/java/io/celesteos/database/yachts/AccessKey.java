package io.celesteos.database.yachts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program's key, without the secret.
 *
 * @param name for people, 1 to 100 characters
 * @param scopes what it opens, never empty
 * @param expiresAt null for never
 * @param revokedAt null while it is good
 */
public record AccessKey(
        UUID id,
        String name,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public AccessKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean goodAt(Instant moment) {
        return revokedAt == null && (expiresAt == null || moment.isBefore(expiresAt));
    }
}
