package io.celesteos.contracts.knowledge;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Opens files so that no part of their path is a link when it happens. Somebody who may write to one yacht's folder could
 * put a link to another's in place of a folder that was looked at a moment ago.
 */
final class UnlinkedPath {

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private UnlinkedPath() {}

    /**
     * @param root not a link, and above it nobody changes anything
     * @param file below it
     * @throws IOException also when there is a link on the way
     */
    static SeekableByteChannel open(Path root, Path file) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            // Where the system offers no way from folder to folder, the file itself at least is none.
            return top instanceof SecureDirectoryStream<Path> secure
                    ? open(secure, root.relativize(file))
                    : Files.newByteChannel(file, READING);
        }
    }

    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path below) throws IOException {
        int names = below.getNameCount();
        if (names == 1) {
            return folder.newByteChannel(below, READING);
        }
        try (SecureDirectoryStream<Path> next =
                folder.newDirectoryStream(below.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return open(next, below.subpath(1, names));
        }
    }
}
