package io.celesteos.testbed.architecture.sample.clean;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties(prefix = "sample.read", ignoreUnknownFields = false)
public record ReadProperties(int limit) {}
