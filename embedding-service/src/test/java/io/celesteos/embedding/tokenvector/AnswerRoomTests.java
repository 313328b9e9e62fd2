package io.celesteos.embedding.tokenvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class AnswerRoomTests {

    private final AnswerRoom room = new AnswerRoom(100 << 10);

    @AfterEach
    void leave() {
        RequestContextHolder.resetRequestAttributes();
    }

    private static MockHttpServletRequest request() {
        var request = new MockHttpServletRequest();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        return request;
    }

    private void over(MockHttpServletRequest request) {
        room.afterCompletion(request, new MockHttpServletResponse(), this, null);
    }

    @Test
    void whatIsBeingSentLeavesLessRoomUntilItWasSent() {
        MockHttpServletRequest first = request();
        room.take(60 << 10);
        MockHttpServletRequest second = request();

        assertThatThrownBy(() -> room.take(60 << 10))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
                    assertThat(problem.retryAfter()).isPositive();
                });
        over(second);
        over(first);
        over(first);

        request();
        assertThatCode(() -> room.take(99 << 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> room.take(1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void outsideOfARequestNothingIsKept() {
        room.take(90 << 10);

        assertThatCode(() -> room.take(90 << 10)).doesNotThrowAnyException();
    }
}
