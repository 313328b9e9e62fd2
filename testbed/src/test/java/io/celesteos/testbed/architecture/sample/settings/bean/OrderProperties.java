package io.celesteos.testbed.architecture.sample.settings.bean;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties(prefix = "sample.order", ignoreUnknownFields = false)
class OrderProperties {}
