package io.celesteos.streaming.fake;

import io.celesteos.contracts.web.JsonStrictness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a browser does; comments are kept as frames of their own. */
public final class SseReader implements AutoCloseable {

    /** One frame; a comment has none of the fields. */
    public record Frame(String id, String event, JsonNode data, String retry) {
        public boolean isComment() {
            return event.isEmpty();
        }
    }

    private final BufferedReader lines;

    public SseReader(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next frame; null at the end of the stream. */
    public Frame next() throws IOException {
        String id = "";
        String event = "";
        String retry = "";
        JsonNode data = null;
        boolean any = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && any) {
                return new Frame(id, event, data, retry);
            }
            any = true;
            int colon = line.indexOf(": ");
            String value = colon < 0 ? "" : line.substring(colon + 2);
            switch (colon <= 0 ? "" : line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> event = value;
                case "retry" -> retry = value;
                case "data" -> data = JsonStrictness.mapper().readTree(value);
                default -> {
                    if (!line.startsWith(":")) {
                        throw new IOException("no such field: " + line);
                    }
                }
            }
        }
        if (any) {
            throw new IOException("the stream ended within a frame");
        }
        return null;
    }

    /** The frames up to and with the first of that event, comments left out. */
    public List<Frame> until(String event) throws IOException {
        List<Frame> frames = new ArrayList<>();
        while (frames.isEmpty() || !frames.getLast().event().equals(event)) {
            Frame frame = next();
            if (frame == null) {
                throw new IOException("no " + event + " came, but " + names(frames));
            }
            if (!frame.isComment()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** All that is left, comments left out. */
    public List<Frame> rest() throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = next(); frame != null; frame = next()) {
            if (!frame.isComment()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    public static List<String> names(List<Frame> frames) {
        return frames.stream().map(Frame::event).toList();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
