package io.celesteos.testbed.architecture.sample.settings.lenient;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties(prefix = "sample.order")
record OrderProperties(int limit) {}
