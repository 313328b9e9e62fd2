package io.celesteos.testbed.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root, so root (a CI container, most often) hands it to another user. */
public final class UnprivilegedUser {

    private static final List<String> CANDIDATES = List.of("postgres", "nobody");

    private UnprivilegedUser() {}

    /** {@code command} as it must be started here: unchanged unless this process belongs to root. */
    public static List<String> command(List<String> command) {
        if (!isRoot()) {
            return List.copyOf(command);
        }
        String user = existing();
        List<String> wrapped = new ArrayList<>();
        if (Executables.onPath("setpriv") != null) {
            wrapped.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--clear-groups", "--"));
        } else if (Executables.onPath("runuser") != null) {
            wrapped.addAll(List.of("runuser", "-u", user, "--"));
        } else {
            throw new MissingServerException("setpriv or runuser (util-linux), to start PostgreSQL as " + user + ",");
        }
        wrapped.addAll(command);
        return wrapped;
    }

    /** Gives the file or folder to the user that {@link #command} runs as. */
    public static void own(Path path) {
        if (!isRoot()) {
            return;
        }
        try {
            Files.setOwner(
                    path,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(existing()));
        } catch (IOException failure) {
            throw new UncheckedIOException("could not hand over " + path, failure);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String existing() {
        for (String candidate : CANDIDATES) {
            try {
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(candidate);
                return candidate;
            } catch (UserPrincipalNotFoundException next) {
                continue;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        throw new IllegalStateException("none of the users " + CANDIDATES + " exists to run PostgreSQL as");
    }

    private static String group(String user) {
        return user.equals("nobody") ? "nogroup" : user;
    }
}
