package io.celesteos.search.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The code itself as a version number: a hash of compiled classes and data files. Nobody has to remember to raise
 * it, and the same build gives the same value on every machine.
 */
public final class CodeFingerprint {

    private CodeFingerprint() {}

    /**
     * @param folders of the class path, e.g. {@code io/celesteos/search/analysis}; with all that is below them
     * @return 16 hex digits
     */
    public static String of(String... folders) {
        Map<String, Resource> files = new TreeMap<>();
        try {
            for (String folder : folders) {
                collect(folder, files);
            }
            MessageDigest digest = sha256();
            for (Map.Entry<String, Resource> file : files.entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                try (InputStream bytes = file.getValue().getInputStream()) {
                    digest.update(sha256().digest(bytes.readAllBytes()));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the class path cannot be read", unreadable);
        }
    }

    private static void collect(String folder, Map<String, Resource> files) throws IOException {
        var resolver = new PathMatchingResourcePatternResolver(CodeFingerprint.class.getClassLoader());
        for (Resource file : resolver.getResources("classpath*:" + folder + "/**/*.*")) {
            String address = file.getURL().toString();
            // Below the folder: where the jar or the checkout lies must not count.
            files.put(address.substring(address.lastIndexOf(folder)), file);
        }
        if (files.keySet().stream().noneMatch(name -> name.startsWith(folder))) {
            throw new IllegalArgumentException("there is nothing below " + folder);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
