package io.celesteos.stack.cli;

import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModels;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.models.InstalledModel;
import io.celesteos.stack.models.ModelFetch;
import io.celesteos.stack.models.ModelMirror;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models list|fetch}: the models the embedding-service can run. */
@Command(
        name = "models",
        description = "List the models and fetch more.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand implements Runnable {

    private final StackLayout layout;
    private final Terminal terminal;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    ModelsCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(name = "list", description = "List bundled, installed and known models.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--into",
                            paramLabel = "FOLDER",
                            description = "Models folder. Default: the local stack's, models/ in its state folder.")
                    @Nullable
                    Path into)
            throws IOException {
        Map<String, InstalledModel> installed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        InstalledModel.in(folder(into)).forEach(model -> installed.put(model.name(), model));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Model", "Aliases", "Task", "Precision", "Dimensions", "Tokens", "Size", "State"));
        for (KnownModel model : KnownModels.pinned().models()) {
            boolean here = installed.remove(model.name()) != null;
            rows.add(List.of(
                    model.name(),
                    model.aliases().stream()
                            .filter(alias -> !alias.contains("/"))
                            .collect(Collectors.joining(", ")),
                    model.task(),
                    model.precision(),
                    Integer.toString(model.dimensions()),
                    Integer.toString(model.maxTokens()),
                    megabytes(model.bytes()),
                    model.bundled() ? "bundled" : here ? "installed" : "known"));
        }
        for (InstalledModel model : installed.values()) {
            rows.add(List.of(model.name(), "", "", "", "", "", megabytes(model.bytes()), "installed"));
        }
        terminal.table(rows);
        return 0;
    }

    private static String megabytes(long bytes) {
        return Math.max(1, bytes >> 20) + " MB";
    }

    @Command(
            name = "fetch",
            description = "Fetch a known model, held to its published SHA-256. An interrupted fetch goes on.",
            mixinStandardHelpOptions = true)
    int fetch(
            @Parameters(paramLabel = "NAME", description = "Name or alias, e.g. mpnet.") String name,
            @Option(
                            names = "--mirror",
                            paramLabel = "ADDRESS",
                            defaultValue = "${env:CELESTE_MODEL_MIRROR:-" + ModelMirror.HUB + "}",
                            description = {
                                "Where from: an address that answers as the hub does, or file:/a/folder laid out so.",
                                "Default: CELESTE_MODEL_MIRROR, else the hub itself."
                            })
                    String mirror,
            @Option(
                            names = "--into",
                            paramLabel = "FOLDER",
                            description = "Models folder. Default: the local stack's, models/ in its state folder.")
                    @Nullable
                    Path into,
            @Option(
                            names = "--trust-on-first-use",
                            description = "Take files of which no published SHA-256 is known; what came is recorded and"
                                    + " verified ever after.")
                    boolean trustOnFirstUse) {
        KnownModel model = KnownModels.pinned().find(name).orElseThrow(() -> unknown(name));
        if (model.bundled()) {
            terminal.say(model.name() + " comes with the embedding-service; there is nothing to fetch.");
            return 0;
        }
        Path folder = folder(into);
        boolean fetched = ModelFetch.from(
                        ModelMirror.of(mirror.isBlank() ? ModelMirror.HUB : mirror), folder, terminal, trustOnFirstUse)
                .fetch(model);
        terminal.say(model.name() + (fetched ? " is now in " : " is already in ") + folder + ".");
        StackAddresses.read(layout.run())
                .ifPresentOrElse(
                        running -> terminal.say("Load it into the running service: curl -X POST "
                                + Service.EMBEDDING.url(running.basePort()) + "/api/v1/models/" + model.name()
                                + "/load"),
                        () -> terminal.say("Load it at start by EMBEDDING_MODELS_LOAD, or later by POST"
                                + " /api/v1/models/" + model.name() + "/load."));
        return 0;
    }

    private static UserError unknown(String name) {
        String known = KnownModels.pinned().models().stream()
                .filter(model -> !model.bundled())
                .map(KnownModel::name)
                .collect(Collectors.joining(", "));
        return new UserError("There is no known model " + name + "; these can be fetched: " + known + ". Any other is"
                + " installed by copying its folder into the models folder.");
    }

    private Path folder(@Nullable Path into) {
        return (into == null ? layout.models() : into).toAbsolutePath().normalize();
    }
}
