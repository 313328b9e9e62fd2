package io.celesteos.search.lifecycle;

import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether this service brings the database to the current schema when it starts. Where the command line or a
 * release step does that, it is off, and the service never holds the owner's password.
 *
 * @param onStart run the migrations before the first index is loaded
 * @param ownerUser the schema owner's login
 * @param ownerPassword its password; never logged
 */
@Validated
@ConfigurationProperties(prefix = "search.migration", ignoreUnknownFields = false)
public record MigrationProperties(
        @DefaultValue("false") boolean onStart,
        @DefaultValue("") String ownerUser,
        @DefaultValue("") String ownerPassword) {

    @AssertTrue(message = "migrations on start need the owner: set DATABASE_OWNER_USER and DATABASE_OWNER_PASSWORD")
    boolean isOwnerKnown() {
        return !onStart || !ownerUser.isBlank();
    }

    @Override
    public String toString() {
        return "MigrationProperties[onStart=" + onStart + ", ownerUser=" + ownerUser + "]";
    }
}
