package io.celesteos.search.sandbox;

import io.celesteos.search.sandbox.SandboxException.Reason;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into lines as it arrives, wherever the network cut it, and hands each to {@link E2bOutput}. Bytes, not
 * characters: a character that lies across two buffers is whole again in its line. A line longer than is held is
 * passed over; a body longer than is read ends the exchange.
 */
final class E2bLines implements BodySubscriber<E2bOutput> {

    private static final int LONGEST_LINE = 4 << 20;

    private final E2bOutput output;
    private final CompletableFuture<E2bOutput> whole = new CompletableFuture<>();
    private long left;
    private byte[] line = new byte[1 << 13];
    private int length;
    private boolean skipping;
    private Flow.@Nullable Subscription subscription;

    /** @param most bytes of the body that are read */
    E2bLines(E2bOutput output, long most) {
        this.output = output;
        this.left = most;
    }

    @Override
    public CompletionStage<E2bOutput> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription arriving) {
        subscription = arriving;
        arriving.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            left -= buffer.remaining();
            while (buffer.hasRemaining()) {
                take(buffer.get());
            }
        }
        Flow.Subscription arriving = subscription;
        if (arriving == null) {
            return;
        }
        if (left < 0) {
            arriving.cancel();
            whole.completeExceptionally(
                    new SandboxException(Reason.TOO_MUCH, "The code wrote more than is read; write less."));
        } else {
            arriving.request(1);
        }
    }

    private void take(byte next) {
        if (next == '\n') {
            endLine();
        } else if (length == LONGEST_LINE) {
            skipping = true;
        } else {
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LONGEST_LINE, 2 * line.length));
            }
            line[length++] = next;
        }
    }

    private void endLine() {
        if (skipping) {
            output.skipped();
        } else if (!blank()) {
            output.line(line, length);
        }
        length = 0;
        skipping = false;
    }

    private boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        endLine();
        whole.complete(output);
    }
}
