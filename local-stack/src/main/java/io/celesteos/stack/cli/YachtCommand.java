package io.celesteos.stack.cli;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.database.yachts.YachtDirectory;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yacht add|list|rotate-signature|suspend|activate}, on the local stack's or a remote database. */
@Command(
        name = "yacht",
        description = "Manage yachts and their signatures.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class YachtCommand implements Runnable {

    private final StackLayout layout;
    private final Terminal terminal;
    private final SecureRandom random = new SecureRandom();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    YachtCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(name = "add", description = "Add a yacht; prints its signature once.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "e.g. 'M/Y Aurora'") String name,
            @Option(names = "--id", description = "UUID; a random one when left out.") @Nullable UUID id,
            @Option(names = "--time-zone", defaultValue = "UTC", description = "IANA name. Default: UTC") String zone,
            @Mixin DatabaseOptions database) {
        if (name.isBlank() || name.length() > 200) {
            throw new UserError("A yacht's name has 1 to 200 characters.");
        }
        YachtId yacht = new YachtId(id == null ? UUID.randomUUID() : id);
        Signature signature = Signature.random(random);
        return reaching(() -> {
            var owner = database.owner(layout);
            if (new YachtDirectory(owner).byId(yacht).isPresent()) {
                throw new UserError("There is a yacht " + yacht + " already; see ./celeste yacht list.");
            }
            new YachtRegistry(owner).save(yacht, name, zone(zone), signature, false);
            terminal.say("Added " + name + ".");
            terminal.table(List.of(
                    List.of("Yacht", "Signature (shown only now)"), List.of(yacht.toString(), signature.token())));
            return 0;
        });
    }

    @Command(name = "list", description = "List the yachts.", mixinStandardHelpOptions = true)
    int list(@Mixin DatabaseOptions database) {
        return reaching(() -> {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("Id", "Name", "State", "Time zone", ""));
            for (Yacht yacht : new YachtDirectory(database.owner(layout)).all()) {
                rows.add(List.of(
                        yacht.id().toString(),
                        yacht.name(),
                        yacht.active() ? "active" : "suspended",
                        yacht.timeZone().getId(),
                        yacht.demo() ? "demo data" : ""));
            }
            terminal.table(rows);
            return 0;
        });
    }

    @Command(
            name = "rotate-signature",
            description = "Give a yacht a new signature; the old one stops working.",
            mixinStandardHelpOptions = true)
    int rotateSignature(@Parameters(paramLabel = "ID") UUID id, @Mixin DatabaseOptions database) {
        Signature signature = Signature.random(random);
        return reaching(() -> {
            require(new YachtRegistry(database.owner(layout)).rotate(new YachtId(id), signature), id);
            terminal.table(List.of(
                    List.of("Yacht", "New signature (shown only now)"), List.of(id.toString(), signature.token())));
            return 0;
        });
    }

    @Command(name = "suspend", description = "Refuse a yacht's requests.", mixinStandardHelpOptions = true)
    int suspend(@Parameters(paramLabel = "ID") UUID id, @Mixin DatabaseOptions database) {
        return setActive(id, false, database);
    }

    @Command(name = "activate", description = "Answer a yacht's requests again.", mixinStandardHelpOptions = true)
    int activate(@Parameters(paramLabel = "ID") UUID id, @Mixin DatabaseOptions database) {
        return setActive(id, true, database);
    }

    private int setActive(UUID id, boolean active, DatabaseOptions database) {
        return reaching(() -> {
            require(new YachtRegistry(database.owner(layout)).setActive(new YachtId(id), active), id);
            terminal.say(active ? "Active." : "Suspended.");
            return 0;
        });
    }

    private static void require(boolean found, UUID id) {
        if (!found) {
            throw new UserError("There is no yacht " + id + "; see ./celeste yacht list.");
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new UserError("--time-zone must be an IANA name such as Europe/Monaco, not " + name + ".", unknown);
        }
    }

    private static int reaching(Supplier<Integer> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException taken) {
            throw new UserError("Another yacht has this signature already.", taken);
        } catch (DataAccessException failure) {
            throw new UserError(
                    "The database does not answer as it should: "
                            + failure.getMostSpecificCause().getMessage() + ". Is it migrated (./celeste migrate)?",
                    failure);
        }
    }
}
