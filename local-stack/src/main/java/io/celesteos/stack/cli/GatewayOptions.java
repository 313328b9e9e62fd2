package io.celesteos.stack.cli;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.stack.demo.DemoYacht;
import io.celesteos.stack.demo.DemoYachts;
import io.celesteos.stack.gateway.Access;
import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.UserError;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway a command asks, and as which yacht. */
final class GatewayOptions {

    private static final String FIRST_DEMO = "celeste";

    @Option(
            names = "--url",
            defaultValue = "${env:CELESTE_URL}",
            description = {
                "The gateway. Default: CELESTE_URL, else the running local stack's,",
                "else http://localhost:8000."
            })
    private @Nullable String url;

    @Option(
            names = "--yacht",
            paramLabel = "ID",
            description = "A yacht's UUID, or a demo yacht's name (celeste, meridian). Default: the credential's.")
    private @Nullable String yacht;

    @Option(
            names = "--key",
            paramLabel = "SECRET",
            defaultValue = "${env:CELESTE_YACHT_SIGNATURE}",
            description = {
                "The yacht's signature, an API key (ck_...) or a user's token; better given as",
                "CELESTE_YACHT_SIGNATURE. Default: the demo yacht's signature."
            })
    private @Nullable String key;

    /** Whether a certain yacht was meant, and not simply the first of the demo. */
    boolean chosen() {
        return given(key) || given(yacht);
    }

    Access access(StackLayout layout) {
        List<DemoYacht> demo = DemoYachts.in(layout.demo());
        Optional<DemoYacht> named = demo.stream()
                .filter(each -> each.folder().getFileName().toString().equals(given(yacht) ? yacht : FIRST_DEMO)
                        || each.id().toString().equals(yacht))
                .findFirst();
        if (key != null && given(key)) {
            return new Access(
                    url(layout), key, given(yacht) ? named.map(DemoYacht::id).orElseGet(this::uuid) : null);
        }
        if (named.isEmpty()) {
            throw new UserError("No credential for yacht " + (given(yacht) ? yacht : FIRST_DEMO)
                    + ": set CELESTE_YACHT_SIGNATURE, or give --key (./celeste yacht rotate-signature makes one).");
        }
        return as(layout, named.get());
    }

    /** The yacht that was named; empty leaves it to the credential. */
    Optional<YachtId> yacht(StackLayout layout) {
        return Optional.ofNullable(access(layout).yacht());
    }

    Access as(StackLayout layout, DemoYacht one) {
        return new Access(url(layout), one.signature(), one.id());
    }

    private YachtId uuid() {
        try {
            return new YachtId(UUID.fromString(String.valueOf(yacht)));
        } catch (IllegalArgumentException noUuid) {
            throw new UserError("--yacht must be a UUID or the name of a demo yacht, not " + yacht + ".", noUuid);
        }
    }

    URI url(StackLayout layout) {
        String address = url != null && given(url)
                ? url
                : running(layout).map(Service.GATEWAY::url).orElse(Service.GATEWAY.url(8000));
        String clean = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        if (!clean.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new UserError("--url must look like http://localhost:8000, not " + address + ".");
        }
        try {
            return URI.create(clean);
        } catch (IllegalArgumentException broken) {
            throw new UserError("--url must look like http://localhost:8000, not " + address + ".", broken);
        }
    }

    private static Optional<Integer> running(StackLayout layout) {
        return new RunningProcesses(layout.run()).find(RunningProcesses.STACK).isPresent()
                ? StackAddresses.read(layout.run()).map(StackAddresses::basePort)
                : Optional.empty();
    }

    private static boolean given(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
