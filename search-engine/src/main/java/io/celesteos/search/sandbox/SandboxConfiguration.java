package io.celesteos.search.sandbox;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The provider of sandboxes. */
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Nobody is followed elsewhere with the key; HTTP/1.1, as a stream cut short must be told from one that ended. */
    @Bean(destroyMethod = "shutdownNow")
    HttpClient sandboxHttpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    @Bean
    CodeSandbox codeSandbox(SandboxProperties properties, HttpClient sandboxHttpClient) {
        return new E2bSandbox(properties, sandboxHttpClient);
    }
}
