package io.celesteos.stack.gateway;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A form of files and a few fields (RFC 7578). Files are opened one after the other as they are sent, and never held. */
public final class FileForm {

    /** What a file takes beside its bytes and its name. */
    public static final int PART_OVERHEAD = 256;

    private final String boundary = "celeste-" + UUID.randomUUID();
    private final List<Path> files;
    private final @Nullable String metadata;

    /** @param metadata a JSON object; null for none */
    public FileForm(List<Path> files, @Nullable String metadata) {
        this.files = List.copyOf(files);
        this.metadata = metadata;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** @throws FileNotFoundException when a file is not there or may not be read */
    BodyPublisher publisher(LongConsumer sent) throws FileNotFoundException {
        List<BodyPublisher> parts = new ArrayList<>();
        AtomicLong taken = new AtomicLong();
        if (metadata != null) {
            parts.add(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n" + metadata
                    + "\r\n"));
        }
        for (Path file : files) {
            parts.add(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                    + escaped(String.valueOf(file.getFileName()))
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            parts.add(new Counted(BodyPublishers.ofFile(file), taken, sent));
            parts.add(text("\r\n"));
        }
        parts.add(text("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    /** As browsers write it (WHATWG HTML, multipart/form-data encoding algorithm). */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** Whether it was a file that failed, and not the connection. */
    static boolean unreadable(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileNotFoundException
                    || cause instanceof NoSuchFileException
                    || String.valueOf(cause.getMessage()).contains("bytes in request body")) {
                return true;
            }
        }
        return false;
    }

    /** Tells how many bytes have been taken from it and from those before it. */
    private record Counted(BodyPublisher body, AtomicLong taken, LongConsumer sent) implements BodyPublisher {

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            body.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscriber.onSubscribe(subscription);
                }

                @Override
                public void onNext(ByteBuffer bytes) {
                    sent.accept(taken.addAndGet(bytes.remaining()));
                    subscriber.onNext(bytes);
                }

                @Override
                public void onError(Throwable failure) {
                    subscriber.onError(failure);
                }

                @Override
                public void onComplete() {
                    subscriber.onComplete();
                }
            });
        }
    }
}
