package io.celesteos.gateway.door;

import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** Puts a {@link ConnectionGuard} on each connection. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    NettyServerCustomizer connectionGuards(DoorProperties properties, JsonMapper json) {
        Refusals refusals = new Refusals(json);
        return server -> server.doOnChannelInit((observer, channel, remote) -> {
            ConnectionGuard guard = new ConnectionGuard(properties, refusals);
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addBefore(NettyPipeline.HttpCodec, "door.bytes", guard.new Bytes());
            pipeline.addAfter(NettyPipeline.HttpCodec, "door.requests", guard);
        });
    }
}
