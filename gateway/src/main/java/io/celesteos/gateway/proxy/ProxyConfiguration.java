package io.celesteos.gateway.proxy;

import io.celesteos.contracts.web.WebProperties;
import io.celesteos.gateway.door.DoorProperties;
import io.celesteos.gateway.downstream.ResilienceProperties;
import io.celesteos.gateway.downstream.UpstreamGuards;
import io.celesteos.gateway.downstream.UpstreamProperties;
import io.celesteos.gateway.proxy.RouteTable.Passage;
import io.celesteos.gateway.proxy.RouteTable.Subject;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
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

    /** Outside whatever stands in for a service, so that a place is held until the very end. */
    private static final int PLACES = OUTERMOST - 10;

    /** Inside all that changes the request, outside what picks the address and sends it. */
    private static final int CALL = 10;

    @Bean
    RouteLocator routes(
            RouteLocatorBuilder builder,
            UpstreamProperties upstreams,
            ResilienceProperties resilience,
            UpstreamGuards guards,
            WebProperties web,
            DoorProperties door,
            JsonMapper json) {
        long maxBody = web.maxBody().toBytes();
        GatewayFilter ofTheYacht = new YachtScopeFilter(
                new YachtInBody(json), maxBody, door.maxUpload().toBytes());
        GatewayFilter ofNobody = new BoundedBodyFilter(maxBody);
        GatewayFilter places = new PlaceFilter();
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (Passage passage : RouteTable.PASSAGES) {
            GatewayFilter call = new UpstreamCallFilter(
                    guards.of(passage.to()),
                    resilience.usualTime(passage.to(), upstreams),
                    resilience.responseTimeout(passage.to(), upstreams),
                    resilience.uploadTimeout(),
                    resilience.attempts());
            routes.route(
                    passage.id(),
                    route -> route.path(passage.patterns().toArray(String[]::new))
                            .filters(filters -> filters.filter(new OrderedGatewayFilter(places, PLACES))
                                    .filter(new OrderedGatewayFilter(
                                            new UpstreamFailureFilter(passage.to()), OUTERMOST))
                                    .filter(new OrderedGatewayFilter(
                                            passage.subject() == Subject.YACHT ? ofTheYacht : ofNobody, 0))
                                    .filter(new OrderedGatewayFilter(call, CALL)))
                            .uri(upstreams.url(passage.to())));
        }
        return routes.build();
    }

    /**
     * Silence within an answer has a limit. A request is never sent again behind our back: what may be, is in {@link
     * UpstreamCallFilter}'s hands.
     */
    @Bean
    HttpClientCustomizer silenceLimit(ResilienceProperties resilience) {
        return client -> client.disableRetry(true).responseTimeout(resilience.idleTimeout());
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
