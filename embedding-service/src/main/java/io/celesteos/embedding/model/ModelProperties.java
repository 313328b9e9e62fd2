package io.celesteos.embedding.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which models are loaded.
 *
 * @param defaultModel name or alias of the one used when a request names none; must be among {@code load}
 * @param load names or aliases, loaded at start in this order; each int8 model takes 60 to 90 MB of memory
 * @param cacheFolder where model files and native libraries are unpacked to; kept between starts and checked
 *     against their SHA-256 at each
 */
@Validated
@ConfigurationProperties(prefix = "embedding.models", ignoreUnknownFields = false)
public record ModelProperties(
        @NotBlank @DefaultValue("bge-small-en-v1.5") String defaultModel,

        @NotEmpty @DefaultValue({"bge-small-en-v1.5", "all-MiniLM-L6-v2"})
        List<@NotBlank String> load,

        @NotNull Path cacheFolder) {

    public ModelProperties {
        load = List.copyOf(load);
    }
}
