package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.ProblemDialect;
import io.celesteos.contracts.web.ContractsAutoConfiguration;
import io.celesteos.contracts.web.WebProperties;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Request context, problem documents and Server-Timing for services on the servlet stack. */
@AutoConfiguration(after = ContractsAutoConfiguration.class, before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServletContractsAutoConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json, ObjectProvider<ProblemDialect> dialects) {
        return new ProblemWriter(json, dialects.orderedStream().toList());
    }

    @Bean
    FilterRegistrationBean<RequestContextFilter> requestContext(WebProperties properties, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter(properties, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BoundedBodyFilter> boundedBody(WebProperties properties) {
        var registration = new FilterRegistrationBean<>(
                new BoundedBodyFilter(properties.maxBody().toBytes()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
        return registration;
    }

    @Bean
    ServletProblemAdvice servletProblemAdvice(ProblemWriter problems) {
        return new ServletProblemAdvice(problems);
    }

    @Bean
    ServerTimingAdvice serverTimingAdvice() {
        return new ServerTimingAdvice();
    }

    @Bean
    ProblemErrorEndpoint problemErrorEndpoint(ProblemWriter problems) {
        return new ProblemErrorEndpoint(problems);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({TomcatServletWebServerFactory.class, ErrorReportValve.class})
    static class Tomcat {

        /** After Spring Boot's own customizer, so that its report valve is the outer one and finds nothing left. */
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(ProblemWriter problems) {
            return factory -> factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemReportValve(problems)));
        }
    }
}
