package io.celesteos.streaming.fake;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds a properties record as Spring Boot does, an unknown name being an error. */
public final class Settings {

    private Settings() {}

    public static <T> T bind(Class<T> type, Map<String, String> values) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).prefix();
        Map<String, String> full = new HashMap<>();
        values.forEach((name, value) -> full.put(prefix + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(full))
                .bindOrCreate(prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }
}
