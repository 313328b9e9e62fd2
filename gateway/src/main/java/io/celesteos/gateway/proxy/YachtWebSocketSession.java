package io.celesteos.gateway.proxy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.database.yachts.Yacht;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * The client's side of a proxied WebSocket. A text frame is a JSON object and leaves with the credential's
 * {@code yacht_id}; one that names another yacht, or cannot be read, ends the connection.
 */
final class YachtWebSocketSession implements WebSocketSession {

    private final WebSocketSession client;
    private final Yacht yacht;
    private final YachtInBody yachtInBody;
    private final Flux<WebSocketMessage> frames;

    private final Runnable opened;

    /** @param opened told when the service has accepted the connection too */
    YachtWebSocketSession(WebSocketSession client, Yacht yacht, YachtInBody yachtInBody, Runnable opened) {
        this.client = client;
        this.yacht = yacht;
        this.yachtInBody = yachtInBody;
        this.opened = opened;
        // Asked for now: from here on fragments are put together, also those that come before anybody listens.
        this.frames = client.receive();
    }

    @Override
    public Flux<WebSocketMessage> receive() {
        opened.run();
        return frames.concatMap(frame -> switch (frame.getType()) {
            case TEXT -> owned(frame);
            case BINARY -> refuse(CloseStatus.NOT_ACCEPTABLE.withReason("send JSON text frames"));
            case PING, PONG -> Mono.just(frame);
        });
    }

    private Mono<WebSocketMessage> owned(WebSocketMessage frame) {
        try {
            byte[] own = yachtInBody.write(frame.getPayloadAsText().getBytes(StandardCharsets.UTF_8), yacht);
            return Mono.just(client.textMessage(new String(own, StandardCharsets.UTF_8)));
        } catch (ProblemException refused) {
            return refuse(CloseStatus.POLICY_VIOLATION.withReason(reason(refused.detail())));
        } catch (JacksonException unreadable) {
            return refuse(CloseStatus.BAD_DATA.withReason("a frame must be one JSON object"));
        }
    }

    /**
     * Ends the connection and lets nothing more through. The close is no part of the stream of frames: closing
     * cancels that stream, and would take its own frame back before it is written.
     */
    private Mono<WebSocketMessage> refuse(CloseStatus status) {
        client.close(status).subscribe();
        return Mono.never();
    }

    /** A close frame has room for 123 bytes. */
    private static String reason(String detail) {
        return detail.length() <= 120 ? detail : detail.substring(0, 120);
    }

    @Override
    public String getId() {
        return client.getId();
    }

    @Override
    public HandshakeInfo getHandshakeInfo() {
        return client.getHandshakeInfo();
    }

    @Override
    public DataBufferFactory bufferFactory() {
        return client.bufferFactory();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return client.getAttributes();
    }

    @Override
    public Mono<Void> send(Publisher<WebSocketMessage> messages) {
        return client.send(messages);
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }

    @Override
    public Mono<Void> close(CloseStatus status) {
        return client.close(status);
    }

    @Override
    public Mono<CloseStatus> closeStatus() {
        return client.closeStatus();
    }

    @Override
    public WebSocketMessage textMessage(String payload) {
        return client.textMessage(payload);
    }

    @Override
    public WebSocketMessage binaryMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
        return client.binaryMessage(payloadFactory);
    }

    @Override
    public WebSocketMessage pingMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
        return client.pingMessage(payloadFactory);
    }

    @Override
    public WebSocketMessage pongMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
        return client.pongMessage(payloadFactory);
    }
}
