package io.celesteos.gateway.proxy;

import io.celesteos.contracts.web.WebProperties;
import io.celesteos.gateway.downstream.UpstreamProperties;
import io.celesteos.gateway.proxy.RouteTable.Passage;
import io.celesteos.gateway.proxy.RouteTable.Subject;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import tools.jackson.databind.json.JsonMapper;

/** From the {@link RouteTable} to routes. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

    /** Outside the filter that writes the answer (-1), so that its failures are seen too. */
    private static final int OUTERMOST = -2;

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, UpstreamProperties upstreams, WebProperties web, JsonMapper json) {
        long maxBody = web.maxBody().toBytes();
        GatewayFilter ofTheYacht = new YachtScopeFilter(new YachtInBody(json), maxBody);
        GatewayFilter ofNobody = new BoundedBodyFilter(maxBody);
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (Passage passage : RouteTable.PASSAGES) {
            routes.route(
                    passage.id(),
                    route -> route.path(passage.patterns().toArray(String[]::new))
                            .filters(filters -> filters.filter(new OrderedGatewayFilter(
                                            new UpstreamFailureFilter(passage.to()), OUTERMOST))
                                    .filter(new OrderedGatewayFilter(
                                            passage.subject() == Subject.YACHT ? ofTheYacht : ofNobody, 0)))
                            .metadata(
                                    RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                                    upstreams.responseTimeout().toMillis())
                            .uri(upstreams.url(passage.to())));
        }
        return routes.build();
    }

    @Bean
    InnerRequestHeaders innerRequestHeaders(UpstreamProperties upstreams) {
        return new InnerRequestHeaders(upstreams.apiKey());
    }

    @Bean
    InnerAnswerHeaders innerAnswerHeaders() {
        return new InnerAnswerHeaders();
    }

    @Bean
    @Primary
    WebSocketService yachtWebSocketService(RequestUpgradeStrategy upgrade, JsonMapper json) {
        return new YachtWebSocketService(new HandshakeWebSocketService(upgrade), new YachtInBody(json));
    }
}
