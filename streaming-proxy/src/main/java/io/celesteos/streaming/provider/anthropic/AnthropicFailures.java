package io.celesteos.streaming.provider.anthropic;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import io.celesteos.streaming.provider.exchange.BrokenStreams;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;

/** The library's exceptions as faults. */
final class AnthropicFailures {

    private AnthropicFailures() {}

    /** Of an error in the middle of a stream; empty where it does not say. */
    static ModelFailure ofEvent(String type) {
        return new ModelFailure(Fault.ofCode(type), "error event " + type);
    }

    static ModelFailure of(AnthropicException thrown) throws InterruptedException {
        return switch (thrown) {
            case AnthropicServiceException refused ->
                new ModelFailure(
                        Fault.ofStatus(refused.statusCode()),
                        refused.statusCode() + " " + type(refused),
                        BrokenStreams.pause(refused.headers().values("retry-after")),
                        thrown);
            case AnthropicInvalidDataException unreadable -> BrokenStreams.failureOf(unreadable, Fault.GARBLED);
            default -> BrokenStreams.failureOf(thrown, Fault.BROKEN);
        };
    }

    private static String type(AnthropicServiceException refused) {
        return refused.errorType().map(type -> type.asString()).orElse("");
    }
}
