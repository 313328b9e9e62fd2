package io.celesteos.stack.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a file. */
public final class FileDigest {

    private FileDigest() {}

    static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return sha256(bytes);
        }
    }

    /** Of what is left to read; the stream stays open. */
    public static String sha256(InputStream bytes) throws IOException {
        DigestInputStream content = new DigestInputStream(bytes, sha256());
        content.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(content.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
