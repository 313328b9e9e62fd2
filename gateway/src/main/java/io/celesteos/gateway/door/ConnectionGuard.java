package io.celesteos.gateway.door;

import io.celesteos.contracts.problem.ProblemType;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection between the bytes and the requests: a head that dribbles, that holds too much, or that could be
 * read in two ways is answered here, before anything is allocated for it. Runs on the connection's event loop.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    private final DoorProperties properties;
    private final Refusals refusals;
    private @Nullable ChannelHandlerContext own;
    private @Nullable ScheduledFuture<?> timer;
    private boolean inHead = true;
    private long heads;
    private int unanswered;
    private boolean refused;
    private boolean upgraded;

    ConnectionGuard(DoorProperties properties, Refusals refusals) {
        this.properties = properties;
        this.refusals = refusals;
    }

    /** Sees the bytes, before they are requests. A head that comes in one piece, as most do, costs no timer. */
    final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            boolean expected = inHead;
            long before = heads;
            context.fireChannelRead(bytes);
            if (expected && inHead && heads == before && timer == null && !refused && !upgraded) {
                timer = context.executor()
                        .schedule(
                                () -> refuse(ProblemType.REQUEST_TOO_SLOW),
                                properties.headTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        own = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            heads++;
            inHead = false;
            stopTimer();
            ProblemType wrong = refusals.of(request, properties.maxHeaders());
            if (wrong != null) {
                ReferenceCountUtil.release(message);
                refuse(wrong);
                return;
            }
            unanswered++;
        }
        if (message instanceof LastHttpContent) {
            inHead = true;
            if (unanswered == 0) {
                // The rest of a body that was answered before it was there.
                stopTimer();
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            // A WebSocket's frames are no heads; and after "100 Continue" the answer is still to come.
            upgraded |= response.status().code() == 101;
        } else if (message instanceof LastHttpContent && unanswered > 0) {
            unanswered--;
            if (!inHead && timer == null) {
                timer = context.executor()
                        .schedule(
                                () -> context.channel().close(),
                                properties.lateBodyTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
            }
        }
        context.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopTimer();
        context.fireChannelInactive();
    }

    private void refuse(ProblemType wrong) {
        refused = true;
        stopTimer();
        // This handler's place in the pipeline, not that of the bytes: the answer has to be encoded.
        ChannelHandlerContext context = Objects.requireNonNull(own);
        if (unanswered > 0) {
            // In the middle of another answer there is no room for this one.
            context.channel().close();
            return;
        }
        refusals.send(context, wrong, properties.lateBodyTimeout());
    }

    private void stopTimer() {
        ScheduledFuture<?> running = timer;
        if (running != null) {
            running.cancel(false);
            timer = null;
        }
    }
}
