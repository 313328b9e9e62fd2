package io.celesteos.streaming.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.fake.Settings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;

/** With a session that answers pings as the test says. */
@Timeout(30)
class SocketKeeperTests {

    private final AtomicReference<CloseStatus> closed = new AtomicReference<>();

    @Test
    void aSocketThatAnswersIsKeptUntilItIsTooOld() throws Exception {
        keep(Map.of("max-lifetime", "100ms"), OpenSocket::heard);
        assertThat(closed.get()).isEqualTo(CloseStatus.GOING_AWAY.withReason("open for long: connect again"));
    }

    @Test
    void aSocketThatNobodyUsesIsClosed() throws Exception {
        keep(Map.of("idle-timeout", "100ms"), OpenSocket::heard);
        assertThat(closed.get()).isEqualTo(CloseStatus.GOING_AWAY.withReason("idle"));
    }

    @Test
    void aSocketThatDoesNotAnswerIsClosed() throws Exception {
        keep(Map.of(), socket -> {});
        assertThat(closed.get()).isEqualTo(CloseStatus.SESSION_NOT_RELIABLE.withReason("no answer to a ping"));
    }

    private void keep(Map<String, String> settings, Consumer<OpenSocket> atPing) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("ping-every", "5ms");
        SocketProperties properties = Settings.bind(SocketProperties.class, all);
        AtomicReference<OpenSocket> opened = new AtomicReference<>();
        InvocationHandler session = (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "sendMessage" -> atPing.accept(opened.get());
                case "close" -> closed.set((CloseStatus) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        };
        OpenSocket socket = new OpenSocket(
                new ConcurrentWebSocketSessionDecorator(
                        (WebSocketSession) Proxy.newProxyInstance(
                                getClass().getClassLoader(), new Class<?>[] {WebSocketSession.class}, session),
                        10_000,
                        100_000),
                CallerConnection.current(),
                RequestContext.background(Duration.ofSeconds(30)),
                null,
                properties);
        opened.set(socket);
        new SocketKeeper(properties).keep(socket);
        assertThat(socket.awaitClose(Duration.ZERO)).isTrue();
    }
}
