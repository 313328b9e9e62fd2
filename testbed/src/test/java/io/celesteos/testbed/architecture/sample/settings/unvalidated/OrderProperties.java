package io.celesteos.testbed.architecture.sample.settings.unvalidated;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties(prefix = "sample.order", ignoreUnknownFields = false)
record OrderProperties(int limit) {}
