package io.celesteos.gateway.door;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a connection may do before anybody knows whose it is.
 *
 * @param trustedProxies networks (CIDR, such as {@code 10.0.0.0/8}, or single addresses) whose forwarding header is
 *     believed; empty believes nobody's
 * @param forwardedHeader the one header those proxies write; the other one is never looked at, because a client could
 *     send it through them
 * @param headTimeout longest time from the first byte of a request to the end of its headers
 * @param bodyTimeout longest time for a body that is read here, from the moment it is asked for; uploads are not,
 *     unless they are signed
 * @param lateBodyTimeout how long the rest of a body is thrown away after its answer is written, before the connection
 *     is closed
 * @param maxHeaders headers of one request, 10 to 10,000
 * @param maxUpload largest upload of files; it is passed on as it comes, so that raising it costs no memory here
 */
@Validated
@ConfigurationProperties(prefix = "gateway.door", ignoreUnknownFields = false)
public record DoorProperties(
        @DefaultValue List<String> trustedProxies,
        @NotNull @DefaultValue("x-forwarded-for") ForwardedHeader forwardedHeader,
        @NotNull @DefaultValue("10s") Duration headTimeout,
        @NotNull @DefaultValue("30s") Duration bodyTimeout,
        @NotNull @DefaultValue("2s") Duration lateBodyTimeout,
        @Min(10) @Max(10_000) @DefaultValue("100") int maxHeaders,
        @NotNull @DefaultValue("50MB") DataSize maxUpload) {

    public DoorProperties {
        trustedProxies = trustedProxies.stream().filter(text -> !text.isBlank()).toList();
        trustedProxies.forEach(Network::parse);
    }
}
