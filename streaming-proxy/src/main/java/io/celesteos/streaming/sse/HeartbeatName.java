package io.celesteos.streaming.sse;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads a {@link Heartbeat} as it is written in an address. */
@Component
class HeartbeatName implements Converter<String, Heartbeat> {

    /** @throws IllegalArgumentException for any other word, which is told as a wrong parameter */
    @Override
    public Heartbeat convert(String name) {
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not in lower case");
        }
        return Heartbeat.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
