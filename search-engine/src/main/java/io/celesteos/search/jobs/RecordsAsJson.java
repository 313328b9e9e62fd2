package io.celesteos.search.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a task knows: a record, as JSON. Java's own serialization would run whatever the table holds. */
final class RecordsAsJson implements Serializer {

    private final JsonMapper json;

    RecordsAsJson(JsonMapper json) {
        this.json = json;
    }

    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
        if (data == null) {
            return null;
        }
        if (!data.getClass().isRecord()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The data of a task must be a record, not %s", data.getClass()));
        }
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
        return data == null || type == Void.class ? null : json.readValue(data, type);
    }
}
