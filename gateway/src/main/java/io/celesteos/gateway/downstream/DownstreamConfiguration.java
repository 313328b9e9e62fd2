package io.celesteos.gateway.downstream;

import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.search.SearchClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The typed views of the services that the orchestrated answer calls. */
@Configuration(proxyBeanMethods = false)
class DownstreamConfiguration {

    @Bean
    SearchClient searchClient(UpstreamClients clients) {
        return SearchClient.over(clients.to(Upstream.SEARCH));
    }

    @Bean
    NlpClient nlpClient(UpstreamClients clients) {
        return NlpClient.over(clients.to(Upstream.NLP));
    }
}
