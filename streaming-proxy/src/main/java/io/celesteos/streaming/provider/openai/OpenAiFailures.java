package io.celesteos.streaming.provider.openai;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import io.celesteos.streaming.provider.exchange.BrokenStreams;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;

/** The library's exceptions as faults. */
final class OpenAiFailures {

    private OpenAiFailures() {}

    /** Of an error in the middle of a stream; empty where it does not say. */
    static ModelFailure ofEvent(String code, String type) {
        Fault byCode = Fault.ofCode(code.isEmpty() ? type : code);
        // Some servers give the type a word that tells more than their code.
        Fault fault = byCode == Fault.BROKEN ? Fault.ofCode(type) : byCode;
        return new ModelFailure(fault, "error event " + (code.isEmpty() ? type : code));
    }

    static ModelFailure of(OpenAIException thrown) throws InterruptedException {
        return switch (thrown) {
            case OpenAIServiceException refused -> {
                Fault byStatus = Fault.ofStatus(refused.statusCode());
                boolean noMoney = refused.code().orElse("").equals("insufficient_quota");
                yield new ModelFailure(
                        noMoney ? Fault.DENIED : byStatus,
                        refused.statusCode() + " "
                                + refused.code().or(refused::type).orElse(""),
                        BrokenStreams.pause(refused.headers().values("retry-after")),
                        thrown);
            }
            case OpenAIInvalidDataException unreadable -> BrokenStreams.failureOf(unreadable, Fault.GARBLED);
            default -> BrokenStreams.failureOf(thrown, Fault.BROKEN);
        };
    }
}
