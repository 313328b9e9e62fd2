package io.celesteos.search.sandbox;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where code is run: E2B, or whoever speaks its HTTP API.
 *
 * @param apiKey of the account; null or empty: no code is run
 * @param apiUrl that sandboxes are made and ended at
 * @param domain that sandboxes are reached under, where the provider names none
 * @param address of a port of a sandbox; {@code {port}}, {@code {sandbox}} and {@code {domain}} are filled in
 * @param template that sandboxes are made from; it must have the code interpreter
 * @param internet whether the code may reach the internet
 * @param limit longest time the code may run; a program may ask for less
 * @param requestTimeout longest wait for a sandbox to be made or ended
 * @param maxOutput of text that is kept of one program; what is more is left out
 * @param maxStream of bytes that are read from one program; more ends it
 */
@Validated
@ConfigurationProperties(prefix = "search.sandbox", ignoreUnknownFields = false)
public record SandboxProperties(
        @Nullable String apiKey,
        @NotNull @DefaultValue("https://api.e2b.app") URI apiUrl,

        @NotBlank @DefaultValue("e2b.app") @Pattern(regexp = SandboxProperties.HOST)
        String domain,

        @NotBlank @DefaultValue("https://{port}-{sandbox}.{domain}")
        String address,

        @NotBlank @DefaultValue("code-interpreter-v1") String template,
        @DefaultValue("false") boolean internet,
        @NotNull @DefaultValue("60s") Duration limit,
        @NotNull @DefaultValue("30s") Duration requestTimeout,
        @NotNull @DefaultValue("64KB") DataSize maxOutput,
        @NotNull @DefaultValue("16MB") DataSize maxStream) {

    static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";

    /** Whether there is a key. */
    public boolean on() {
        return apiKey != null && !apiKey.isBlank();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SandboxProperties[" + apiUrl + ", " + template + ", " + (on() ? "on" : "off") + "]";
    }
}
