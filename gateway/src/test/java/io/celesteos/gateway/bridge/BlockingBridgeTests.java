package io.celesteos.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;

class BlockingBridgeTests {

    private final BlockingBridge bridge = new BlockingBridge(new BridgeProperties(1), any -> Runnable::run);
    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void workRunsOnAVirtualThreadWithTheRequestsIdInItsLogLines() {
        assertThat(bridge.call(exchange, () -> Thread.currentThread().isVirtual() && MDC.get("request_id") != null)
                        .block(Duration.ofSeconds(20)))
                .isTrue();
    }

    @Test
    void itsExceptionIsPassedOnAndItsPlaceGivenBack() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> bridge.call(exchange, () -> {
                                throw new IllegalStateException("no");
                            })
                            .block(Duration.ofSeconds(20)));
        }
    }

    @Test
    void overloadIsRefusedAtOnceAndACallerThatLeavesMakesRoom() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Disposable first = bridge.call(exchange, () -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return "never";
                })
                .subscribe();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> bridge.call(exchange, () -> "second").block(Duration.ofSeconds(20)))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.OVERLOADED));
        first.dispose();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
