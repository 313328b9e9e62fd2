package io.celesteos.nlp.yacht;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the yachts' records are.
 *
 * @param url JDBC address; empty runs the service without yacht context
 * @param user role of the service; it owns nothing and cannot bypass row-level security
 * @param password of that role
 * @param maxConnections 1 to 50; contexts are cached, so few are enough
 * @param connectTimeout 250 ms or more; longest wait for a connection, and so the most a database that is down adds
 *     to a request
 */
@Validated
@ConfigurationProperties(prefix = "nlp.database", ignoreUnknownFields = false)
public record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @Min(1) @Max(50) @DefaultValue("4") int maxConnections,
        @NotNull @DefaultValue("1s") Duration connectTimeout) {

    public boolean isConfigured() {
        return !url.isBlank();
    }

    @Override
    public String toString() {
        return "DatabaseProperties[configured=" + isConfigured() + "]";
    }
}
