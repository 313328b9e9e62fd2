package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.DjlEncoderBackend;
import io.celesteos.embedding.inference.EncoderBackend;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Catalog, loading and readiness. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    EncoderBackend encoderBackend(ModelProperties properties) {
        DjlSettings.apply(properties.cacheFolder());
        return new DjlEncoderBackend(properties.device());
    }

    @Bean
    ModelCatalog modelCatalog(ModelProperties properties, EncoderBackend backend) {
        return new ModelCatalog(
                BundledModels.all(),
                new ModelFolder(properties.folder(), properties.maxTokens(), backend),
                properties,
                new ModelInfos(backend, Runtime.getRuntime().availableProcessors()));
    }

    @Bean(initMethod = "start")
    ModelLoader modelLoader(ModelCatalog catalog, EncoderBackend backend, ModelProperties properties) {
        return new ModelLoader(catalog, backend, new ModelFiles(properties.cacheFolder()));
    }

    /** The application reports itself ready after its runners: so not before the first request would be fast. */
    @Bean
    @Order(0)
    ApplicationRunner readyWhenModelsAre(ModelLoader loader, ModelCatalog catalog) {
        return arguments -> {
            loader.awaitSettled();
            if (catalog.defaultState() instanceof ModelState.Failed(String reason)) {
                throw new IllegalStateException("The default model could not be loaded: " + reason);
            }
        };
    }
}
