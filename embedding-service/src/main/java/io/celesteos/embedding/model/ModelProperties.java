package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.ComputeDevice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which models there are, and which are loaded.
 *
 * @param defaultModel name or alias of the one used when a request names none; must be among {@code load}
 * @param load names or aliases, loaded at start in this order; others are loaded when asked for. Each int8 model
 *     takes 60 to 90 MB of memory
 * @param cacheFolder where bundled model files and native libraries are unpacked to; kept between starts and
 *     checked against their SHA-256 at each
 * @param folder of models: one Hugging Face style folder each. Need not exist
 * @param device what models are computed on; {@code gpu} needs the gpu variant of this service
 * @param memoryBudget of all loaded models together, by estimate; a model that would exceed it is not loaded.
 *     0 takes 60 % of the memory of the machine or container
 * @param maxTokens longest text any model of the folder reads, 32 to 8,192, however long it could. With more
 *     than 512, {@code embedding.schedule.max-queued-tokens} should grow in step
 */
@Validated
@ConfigurationProperties(prefix = "embedding.models", ignoreUnknownFields = false)
public record ModelProperties(
        @NotBlank @DefaultValue("bge-small-en-v1.5") String defaultModel,

        @NotEmpty @DefaultValue({"bge-small-en-v1.5", "all-MiniLM-L6-v2"})
        List<@NotBlank String> load,

        @NotNull Path cacheFolder,
        @NotNull @DefaultValue("models") Path folder,
        @NotNull @DefaultValue("cpu") ComputeDevice device,
        @NotNull @DefaultValue("0") DataSize memoryBudget,
        @Min(32) @Max(8192) @DefaultValue("512") int maxTokens) {

    public ModelProperties {
        load = List.copyOf(load);
    }

    /** On the CPU, with the default limits. */
    static ModelProperties of(String defaultModel, List<String> load, Path cacheFolder, Path folder) {
        return new ModelProperties(
                defaultModel, load, cacheFolder, folder, ComputeDevice.CPU, DataSize.ofBytes(0), 512);
    }
}
