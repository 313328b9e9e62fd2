package io.celesteos.stack.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events (WHATWG HTML, section 9.2) whose data is JSON. Comments, ids and retry times are passed over. */
public final class EventStream {

    private static final int LONGEST_EVENT = 4 << 20;

    private final JsonMapper json;

    EventStream(JsonMapper json) {
        this.json = json;
    }

    /** Takes events one after the other. */
    @FunctionalInterface
    public interface Events {

        /** @return false to hear no more */
        boolean next(String name, JsonNode data);
    }

    void read(InputStream body, Events events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty() && !events.next(name, parsed(data.toString()))) {
                    return;
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = value(line, "event:");
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line, "data:"));
                if (data.length() > LONGEST_EVENT) {
                    throw new IOException("an event of more than " + (LONGEST_EVENT >> 20) + " MB");
                }
            }
        }
    }

    private JsonNode parsed(String data) throws IOException {
        try {
            return json.readTree(data);
        } catch (JacksonException noJson) {
            throw new IOException("an event that is no JSON", noJson);
        }
    }

    private static String value(String line, String field) {
        String value = line.substring(field.length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
