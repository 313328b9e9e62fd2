package io.celesteos.stack.doctor;

import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModels;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.models.FileDigest;
import io.celesteos.stack.models.InstalledModel;
import io.celesteos.stack.terminal.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The models' files, each by its SHA-256: those that come inside the embedding-service's jar, and those fetched. */
final class Models {

    private final StackLayout layout;

    Models(StackLayout layout) {
        this.layout = layout;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(bundled());
        try {
            for (InstalledModel model : InstalledModel.in(layout.models())) {
                findings.add(installed(model));
            }
        } catch (IOException unreadable) {
            findings.add(Finding.bad(
                    "Models", layout.models() + " cannot be read: " + unreadable.getMessage(), "Mend its rights."));
        }
        return findings;
    }

    private static Finding installed(InstalledModel model) throws IOException {
        String what = "Model";
        KnownModel known = KnownModels.pinned().find(model.name()).orElse(null);
        if (known == null) {
            return Finding.good(what, model.name() + ", your own, " + Shown.bytes(model.bytes()));
        }
        return model.holds(known)
                ? Finding.good(what, model.name() + ", every file as pinned, " + Shown.bytes(model.bytes()))
                : Finding.bad(
                        what,
                        model.name() + " is not complete, or not what was pinned",
                        "./celeste models fetch " + model.name());
    }

    private Finding bundled() {
        List<KnownModel> models = KnownModels.pinned().models().stream()
                .filter(KnownModel::bundled)
                .toList();
        String names = models.stream().map(KnownModel::name).collect(Collectors.joining(", "));
        Path jar = layout.jar(Service.EMBEDDING.module());
        if (!Files.isRegularFile(jar)) {
            return Finding.warning("Bundled models", "not there before the build", "./celeste build");
        }
        Map<String, String> wanted = new HashMap<>();
        models.stream()
                .flatMap(model -> model.files().stream())
                .filter(file -> file.sha256() != null)
                .forEach(file -> wanted.put(file.target(), Objects.requireNonNull(file.sha256())));
        try {
            Map<String, String> found = digests(jar, wanted.keySet());
            List<String> wrong = wanted.entrySet().stream()
                    .filter(each -> !each.getValue().equals(found.get(each.getKey())))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            return wrong.isEmpty()
                    ? Finding.good("Bundled models", names + ": every file as pinned")
                    : Finding.bad(
                            "Bundled models",
                            "missing or not as pinned: " + String.join(", ", wrong),
                            "./celeste build");
        } catch (IOException damaged) {
            return Finding.bad("Bundled models", jar + " is damaged: " + damaged.getMessage(), "./celeste build");
        }
    }

    /** They lie in jars within the jar. */
    private static Map<String, String> digests(Path jar, Set<String> targets) throws IOException {
        Map<String, String> digests = new HashMap<>();
        try (ZipFile outer = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = outer.entries(); all.hasMoreElements(); ) {
                ZipEntry library = all.nextElement();
                if (!library.getName().endsWith(".jar") || !library.getName().contains("embeddings")) {
                    continue;
                }
                try (InputStream bytes = outer.getInputStream(library);
                        ZipInputStream inner = new ZipInputStream(bytes)) {
                    for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                        if (targets.contains(entry.getName())) {
                            digests.put(entry.getName(), FileDigest.sha256(inner));
                        }
                    }
                }
            }
        }
        return digests;
    }
}
