package io.celesteos.stack.doctor;

import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackLayout;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** The services' jars. */
final class Build {

    private final StackLayout layout;

    Build(StackLayout layout) {
        this.layout = layout;
    }

    Finding finding() {
        List<String> missing = Arrays.stream(Service.values())
                .map(Service::module)
                .filter(module -> !Files.isRegularFile(layout.jar(module)))
                .toList();
        return missing.isEmpty()
                ? Finding.good("Build", "all " + Service.values().length + " services are built")
                : Finding.bad("Build", "not built: " + String.join(", ", missing), "./celeste build");
    }
}
