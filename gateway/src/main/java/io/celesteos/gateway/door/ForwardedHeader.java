package io.celesteos.gateway.door;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How proxies tell whom they speak for; each appends the address it saw. */
public enum ForwardedHeader {
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        List<String> entries(List<String> values) {
            return split(values);
        }
    },
    /** RFC 7239. */
    FORWARDED("Forwarded") {
        @Override
        List<String> entries(List<String> values) {
            List<String> entries = new ArrayList<>();
            for (String element : split(values)) {
                Matcher pair = FOR.matcher(element);
                entries.add(pair.find() ? pair.group(1).replace("\"", "") : "unknown");
            }
            return entries;
        }
    };

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;,\\s]*)");
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?|([\\d.]+):\\d+");

    private final String header;

    ForwardedHeader(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    /** Addresses as they are written, the nearest proxy's entry last. */
    abstract List<String> entries(List<String> values);

    /** Without asking any name server; empty for what is no address ({@code unknown}, {@code _hidden}). */
    static Optional<InetAddress> address(String entry) {
        Matcher port = WITH_PORT.matcher(entry);
        String literal = entry;
        if (port.matches()) {
            literal = port.group(1) == null ? port.group(2) : port.group(1);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static List<String> split(List<String> values) {
        List<String> entries = new ArrayList<>();
        for (String value : values) {
            for (String entry : value.split(",", -1)) {
                if (!entry.isBlank()) {
                    entries.add(entry.strip());
                }
            }
        }
        return entries;
    }
}
