package io.celesteos.gateway.door;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers to heads of requests that are no requests. */
final class Refusals {

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    /** What is wrong with {@code head}; null when nothing is. Two lengths, or a length and chunks, do not decode. */
    @Nullable
    ProblemType of(HttpRequest head, int maxHeaders) {
        if (head.decoderResult().isFailure()) {
            Throwable cause = head.decoderResult().cause();
            if (cause instanceof TooLongHttpLineException) {
                return ProblemType.ADDRESS_TOO_LONG;
            }
            return cause instanceof TooLongHttpHeaderException
                    ? ProblemType.HEADERS_TOO_LARGE
                    : ProblemType.INVALID_REQUEST;
        }
        return head.headers().size() > maxHeaders ? ProblemType.HEADERS_TOO_LARGE : null;
    }

    /** Answers and closes, but not at once: data still on its way would take the answer with it. */
    void send(ChannelHandlerContext context, ProblemType wrong, Duration lateDataFor) {
        context.writeAndFlush(answer(wrong)).addListener((ChannelFutureListener) written -> {
            if (context.channel() instanceof DuplexChannel both && written.isSuccess()) {
                both.shutdownOutput();
                var unused =
                        context.executor().schedule(() -> both.close(), lateDataFor.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                context.channel().close();
            }
        });
        // The reader behind may have stopped asking for data.
        context.channel().config().setAutoRead(true);
    }

    private FullHttpResponse answer(ProblemType wrong) {
        String id = UUID.randomUUID().toString();
        byte[] body = json.writeValueAsBytes(Problem.of(wrong, detail(wrong), List.of(), null, id));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(wrong.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set("Content-Type", Problem.MEDIA_TYPE)
                .set("Content-Length", body.length)
                .set("Connection", "close")
                .set("Cache-Control", "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set(RequestContext.REQUEST_ID_HEADER, id);
        return response;
    }

    private static String detail(ProblemType wrong) {
        return switch (wrong) {
            case REQUEST_TOO_SLOW -> "The headers did not arrive in time.";
            case ADDRESS_TOO_LONG -> "Send a shorter path and query, or use the POST form of the request.";
            case HEADERS_TOO_LARGE -> "Send fewer and shorter headers.";
            default -> "The request line or the headers are not valid HTTP/1.1, or could be read in two ways.";
        };
    }
}
