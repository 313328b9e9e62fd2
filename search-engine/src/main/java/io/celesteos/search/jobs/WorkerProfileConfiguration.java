package io.celesteos.search.jobs;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;

/** A process for work alone, with the profile {@code worker}: it tells how it is and answers nothing else. */
@Profile("worker")
@Configuration(proxyBeanMethods = false)
class WorkerProfileConfiguration {

    @Bean
    FilterRegistrationBean<Filter> onlyHealthIsAnswered() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            String path = ((HttpServletRequest) request).getRequestURI();
            if (path.equals("/health") || path.startsWith("/actuator/")) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
