package io.celesteos.contracts.knowledge;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A folder of Markdown files: shared ones, and under {@code yachts/<id>/} each yacht's own. Nothing outside of it is
 * ever opened, and nothing of one yacht for another; see {@link Placement}. Links to folders are not followed, links to
 * files only within the shelf they are on, which is how mounted configuration appears. Names that begin with a dot are
 * passed over. Thread-safe.
 */
public final class KnowledgeFolder {

    private final Path root;
    private final KnowledgeLimits limits;

    public KnowledgeFolder(Path root, KnowledgeLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    public KnowledgeLimits limits() {
        return limits;
    }

    /**
     * Looks at all names; opens nothing.
     *
     * @throws IOException when the folder itself is not there or cannot be listed
     */
    public KnowledgeScan scan() throws IOException {
        Path real = root.toRealPath();
        Collected into = new Collected(limits);
        for (Path entry : entries(real, into.room(null))) {
            visit(real, entry, List.of(), into);
        }
        return into.scan();
    }

    private void visit(Path real, Path entry, List<String> folders, Collected into) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(".")) {
            return;
        }
        Placement here = Placement.of(folders);
        if (!into.mayLook(here)) {
            return;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                enter(real, entry, with(folders, name), into);
            } else if (attributes.isSymbolicLink()) {
                follow(real, entry, folders, into);
            } else if (attributes.isRegularFile()) {
                take(real, entry, attributes, with(folders, name), here, into);
            } else {
                into.skip(here, with(folders, name), "is no regular file");
            }
        } catch (IOException | RuntimeException unreadable) {
            into.skip(here, with(folders, name), "cannot be looked at");
        }
    }

    private void enter(Path real, Path folder, List<String> folders, Collected into) {
        Placement here = Placement.of(folders);
        String refusal = here.refusal();
        if (refusal != null) {
            into.skip(here, folders, refusal);
            return;
        }
        if (here.depth() > limits.maxDepth()) {
            into.skip(here, folders, "is nested deeper than " + limits.maxDepth() + " folders");
            return;
        }
        if (!into.mayOwn(here)) {
            into.skip(new Placement(null, null, null, 0), folders, "is one yacht more than " + limits.maxYachts());
            return;
        }
        try {
            for (Path entry : entries(folder, into.room(here))) {
                visit(real, entry, folders, into);
            }
        } catch (IOException | RuntimeException unreadable) {
            into.skip(here, folders, "cannot be listed");
        }
    }

    private void follow(Path real, Path link, List<String> folders, Collected into) throws IOException {
        Placement here = Placement.of(folders);
        List<String> names = with(folders, String.valueOf(link.getFileName()));
        Path target = link.toRealPath();
        BasicFileAttributes attributes =
                Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!target.startsWith(real) || !attributes.isRegularFile()) {
            into.skip(here, names, "is a link that leads out of its folder, or to a folder");
            return;
        }
        Placement there = Placement.of(names(real.relativize(target.getParent())));
        if (here.shelf() == null || !here.shelf().equals(there.shelf())) {
            into.skip(here, names, "is a link that leads out of its folder, or to a folder");
            return;
        }
        take(real, target, attributes, names, here, into);
    }

    private void take(
            Path real, Path file, BasicFileAttributes attributes, List<String> names, Placement here, Collected into) {
        if (here.shelf() == null) {
            into.skip(here, names, "belongs to nobody: it lies beside the folders and not in one");
        } else if (!isMarkdown(names.getLast())) {
            into.skip(here, names, "is no Markdown file (.md, .markdown)");
        } else if (attributes.size() > limits.maxFileBytes()) {
            into.skip(
                    here,
                    names,
                    "is too large: " + attributes.size() + " bytes, at most " + limits.maxFileBytes() + " are read");
        } else {
            into.add(here, names, found(real, file, attributes));
        }
    }

    private static FoundFile found(Path real, Path file, BasicFileAttributes attributes) {
        return new FoundFile(
                real,
                file,
                attributes.size(),
                attributes.size() + " " + attributes.lastModifiedTime() + " " + changed(file) + " "
                        + attributes.fileKey(),
                attributes.lastModifiedTime().toInstant());
    }

    /** A file put in place of another may bring its old time of writing along; this one it cannot bring. */
    private static String changed(Path file) {
        try {
            Map<String, Object> known = Files.readAttributes(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            return known.get("ctime") instanceof FileTime time ? time.toString() : "";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException elsewhere) {
            return "";
        }
    }

    private static boolean isMarkdown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".markdown");
    }

    /** In the order of their names, so that limits cut the same every time; at most {@code room} of them. */
    private static List<Path> entries(Path folder, int room) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path entry : listing) {
                if (entries.size() >= room) {
                    break;
                }
                entries.add(entry);
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getFileName())));
        return entries;
    }

    private static List<String> with(List<String> folders, String name) {
        List<String> names = new ArrayList<>(folders);
        names.add(name);
        return names;
    }

    private static List<String> names(Path relative) {
        List<String> names = new ArrayList<>();
        relative.forEach(name -> {
            if (!name.toString().isEmpty()) {
                names.add(name.toString());
            }
        });
        return names;
    }
}
