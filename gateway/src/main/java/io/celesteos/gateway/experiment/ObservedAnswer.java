package io.celesteos.gateway.experiment;

import io.celesteos.gateway.body.BoundedCopy;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The main arm's answer, copied on its way out while it is not too long. The webhook's is one document made here, and
 * is told in its {@code metadata} who made it; answers of other services pass as they are.
 */
final class ObservedAnswer extends ServerHttpResponseDecorator {

    private final boolean tagged;
    private final boolean fellBack;
    private final JsonMapper json;
    private final BoundedCopy copy;

    ObservedAnswer(ServerHttpResponse response, boolean tagged, boolean fellBack, long most, JsonMapper json) {
        super(response);
        this.tagged = tagged;
        this.fellBack = fellBack;
        this.copy = new BoundedCopy(most);
        this.json = json;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        if (!tagged || !isGood()) {
            return super.writeWith(Flux.from(body).doOnNext(copy::add));
        }
        return super.writeWith(DataBufferUtils.join(Flux.from(body)).map(this::tag));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(
                Flux.from(body).map(part -> Flux.from(part).doOnNext(copy::add)));
    }

    /** The copy; empty when it was too long. */
    byte[] copied() {
        return copy.bytes();
    }

    boolean isGood() {
        var status = getStatusCode();
        return status == null || status.is2xxSuccessful();
    }

    private DataBuffer tag(DataBuffer whole) {
        byte[] bytes = new byte[whole.readableByteCount()];
        whole.read(bytes);
        DataBufferUtils.release(whole);
        try {
            if (json.readTree(bytes) instanceof ObjectNode document) {
                ObjectNode metadata = document.withObject("/metadata");
                metadata.put("variant", Arm.MAIN.wireName());
                if (fellBack) {
                    metadata.put("variant_fallback", Arm.OTHER.wireName());
                }
                bytes = json.writeValueAsBytes(document);
            }
        } catch (JacksonException notJson) {
            // Goes out as it was made.
        }
        getHeaders().setContentLength(bytes.length);
        DataBuffer tagged = bufferFactory().wrap(bytes);
        copy.add(tagged);
        return tagged;
    }
}
