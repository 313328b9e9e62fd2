package io.celesteos.embedding.caller;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The filter that says who asks, and a Tomcat that says whether they still do. */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    /** After the request context (+10), whose filter answers with what is thrown here, and the body's bound. */
    @Bean
    FilterRegistrationBean<CallFilter> callFilter(CallerProperties properties, MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(
                new CallFilter(properties, TomcatConnection::current, new StageMeters(meters)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 12);
        return registration;
    }

    @Bean
    CallHeaders callHeaders() {
        return new CallHeaders();
    }

    @Bean
    @ConditionalOnProperty(name = "embedding.caller.watch-connections", havingValue = "true", matchIfMissing = true)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchedConnections() {
        return factory -> factory.setProtocol(TomcatHttp11Protocol.class.getName());
    }
}
