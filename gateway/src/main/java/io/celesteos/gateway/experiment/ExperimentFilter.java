package io.celesteos.gateway.experiment;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.WebProperties;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import io.celesteos.gateway.body.WholeBody;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.door.DoorOrder;
import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.identity.SignedIn;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends a yacht's questions to its arm, and mirrors some of the others. Off, it costs a comparison. */
final class ExperimentFilter implements WebFilter, Ordered {

    static final String VARIANT = "X-Variant";
    static final String FALLBACK = "X-Variant-Fallback";

    private static final Logger log = LoggerFactory.getLogger(ExperimentFilter.class);

    private final Experiment experiment;
    private final OtherArm other;
    private final BlockingBridge bridge;
    private final JsonMapper json;
    private final long maxBody;

    ExperimentFilter(Experiment experiment, OtherArm other, BlockingBridge bridge, JsonMapper json, WebProperties web) {
        this.experiment = experiment;
        this.other = other;
        this.bridge = bridge;
        this.json = json;
        this.maxBody = web.maxBody().toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!experiment.properties().hasOther()
                || !exchange.getRequest().getMethod().equals(HttpMethod.POST)) {
            return chain.filter(exchange);
        }
        Share share = experiment.setting().current();
        Optional<URI> to =
                experiment.properties().other(exchange.getRequest().getURI().getRawPath());
        Optional<Caller> caller = SignedIn.find(exchange);
        if (share.isOff() || to.isEmpty() || caller.isEmpty()) {
            return chain.filter(exchange);
        }
        RequestContext context = RequestContextWebFilter.of(exchange);
        Arm arm = Arm.of(caller.get().yacht().id(), experiment.properties().salt(), share.percent());
        boolean mirrored = arm == Arm.MAIN
                && Arm.isWithin("mirror\n" + context.requestId(), share.shadowPercent())
                && experiment.shadow().hasRoom();
        if (arm == Arm.MAIN && !mirrored) {
            return byMain(exchange, chain, false, null);
        }
        return WholeBody.read(exchange.getRequest(), maxBody).flatMap(body -> {
            ServerWebExchange again = exchange.mutate()
                    .request(WholeBody.again(exchange.getRequest(), body))
                    .build();
            Question question = Question.of(
                            to.get(),
                            caller.get(),
                            exchange.getRequest().getHeaders(),
                            body,
                            context,
                            experiment.properties(),
                            json)
                    .orElse(null);
            return question == null || mirrored
                    ? byMain(again, chain, false, question)
                    : byOther(again, chain, question, context);
        });
    }

    private Mono<Void> byOther(
            ServerWebExchange exchange, WebFilterChain chain, Question question, RequestContext context) {
        long start = System.nanoTime();
        CompletableFuture<ObjectNode> asked = other.ask(question, limit(context));
        return bridge.whenDone(exchange, asked)
                .doOnCancel(() -> asked.cancel(true))
                .map(Optional::of)
                .onErrorResume(failure -> {
                    log.warn(
                            "The other arm did not answer [{}], the main one does: {}",
                            context.requestId(),
                            failure.toString());
                    return Mono.just(Optional.empty());
                })
                .flatMap(answer -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    if (answer.isEmpty()) {
                        experiment.of(Arm.OTHER).add(ArmFigures.Ending.FAILED, took);
                        return byMain(exchange, chain, true, null);
                    }
                    return write(exchange, answer.get(), took);
                });
    }

    /** Half of what is left at most: the main arm has to have time as well. */
    private Duration limit(RequestContext context) {
        Duration half = context.deadline().remaining().dividedBy(2);
        Duration limit = experiment.properties().timeout();
        Duration shorter = half.compareTo(limit) < 0 ? half : limit;
        return shorter.isPositive() ? shorter : Duration.ofMillis(1);
    }

    private Mono<Void> write(ServerWebExchange exchange, ObjectNode answer, Duration took) {
        if (isWebhook(exchange)) {
            answer.withObject("/metadata").put("variant", Arm.OTHER.wireName());
        }
        byte[] bytes = json.writeValueAsBytes(answer);
        experiment.answered(Arm.OTHER, true, bytes, took);
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(bytes.length);
        response.getHeaders().set(VARIANT, Arm.OTHER.wireName());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    /** @param mirrored what to ask the other arm afterwards; null for nothing */
    private Mono<Void> byMain(
            ServerWebExchange exchange, WebFilterChain chain, boolean fellBack, @Nullable Question mirrored) {
        long start = System.nanoTime();
        ObservedAnswer answer = new ObservedAnswer(
                exchange.getResponse(),
                isWebhook(exchange),
                fellBack,
                experiment.properties().maxAnswer().toBytes(),
                json);
        // As the answer leaves: nothing behind speaks for the experiment, and problem documents are marked too.
        exchange.getResponse().beforeCommit(() -> {
            exchange.getResponse().getHeaders().set(VARIANT, Arm.MAIN.wireName());
            if (fellBack) {
                exchange.getResponse().getHeaders().set(FALLBACK, Arm.OTHER.wireName());
            }
            return Mono.empty();
        });
        return chain.filter(exchange.mutate().response(answer).build())
                .doOnSuccess(done -> observed(answer, mirrored, Duration.ofNanos(System.nanoTime() - start)))
                .doOnError(failure ->
                        experiment.answered(Arm.MAIN, false, new byte[0], Duration.ofNanos(System.nanoTime() - start)));
    }

    private void observed(ObservedAnswer answer, @Nullable Question mirrored, Duration took) {
        byte[] copied = answer.copied();
        experiment.answered(Arm.MAIN, answer.isGood(), copied, took);
        if (mirrored != null && answer.isGood() && copied.length > 0) {
            experiment.shadow().add(new Shadow.Mirrored(mirrored, copied, took));
        }
    }

    private static boolean isWebhook(ServerWebExchange exchange) {
        return exchange.getRequest().getURI().getRawPath().equals(ExperimentProperties.WEBHOOK);
    }

    @Override
    public int getOrder() {
        return DoorOrder.EXPERIMENT;
    }
}
