package io.celesteos.nlp.tagger;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the learned tagger adds to the rules.
 *
 * @param entitiesFrom 0.5 to 1: how probable a machine, place, symptom or action that no rule knows must be to become an
 *     entity. Lowering it finds more and is wrong more often; at 1, the default, the rules stand alone and the model is
 *     not loaded ({@code docs/nlp/tagger.md} has the measurement)
 */
@Validated
@ConfigurationProperties(prefix = "nlp.tagger", ignoreUnknownFields = false)
public record TaggerProperties(
        @DecimalMin("0.5") @DecimalMax("1") @DefaultValue("1")
        double entitiesFrom) {}
