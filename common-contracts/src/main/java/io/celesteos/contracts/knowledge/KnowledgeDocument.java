package io.celesteos.contracts.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file as it was read.
 *
 * @param title said in its front matter, else its first heading, else its name
 * @param source said in its front matter, else its name
 * @param topic said in its front matter, else the folder it is in, else its title
 * @param text without the front matter
 * @param sha256 of the bytes, in hex
 */
public record KnowledgeDocument(String title, String source, String topic, String text, String sha256) {

    private static final Pattern FIRST_HEADING = Pattern.compile("(?m)^#{1,3}[ \\t]+([^\\n]{1,200}?)[ \\t]*#*[ \\t]*$");
    private static final int HEAD = 4_000;

    /** A file that cannot be taken; the message says why, to be put after its name. */
    public static final class UnusableFileException extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableFileException(String reason) {
            super(reason, null, false, false);
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads the file, however large it has become since it was found.
     *
     * @param name below its owner's folder
     * @throws UnusableFileException when it holds no text that can be searched
     */
    public static KnowledgeDocument read(FoundFile file, String name, KnowledgeLimits limits)
            throws UnusableFileException {
        byte[] bytes = bytes(file, limits.maxFileBytes());
        String text = cleaned(decoded(bytes));
        FrontMatter front = FrontMatter.of(text);
        if (front.body().codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new UnusableFileException("holds no text");
        }
        Map<String, String> said = front.values();
        String title = said.getOrDefault("title", heading(front.body(), name));
        String[] names = name.split("/");
        String folder = names.length > 1 ? words(names[names.length - 2]) : title;
        return new KnowledgeDocument(
                title,
                said.getOrDefault("source", names[names.length - 1]),
                said.getOrDefault("topic", folder),
                front.body(),
                sha256(bytes));
    }

    private static byte[] bytes(FoundFile file, long most) throws UnusableFileException {
        try (InputStream in = Channels.newInputStream(UnlinkedPath.open(file.root(), file.path()))) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
            if (bytes.length > most) {
                throw new UnusableFileException("is too large: more than " + most + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException gone) {
            throw new UnusableFileException("has just gone");
        } catch (IOException unreadable) {
            throw new UnusableFileException("cannot be read");
        }
    }

    private static String decoded(byte[] bytes) throws UnusableFileException {
        if (bytes.length == 0) {
            throw new UnusableFileException("is empty");
        }
        for (byte each : bytes) {
            if (each == 0) {
                throw new UnusableFileException("is binary, or text in another encoding than UTF-8");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherwise) {
            throw new UnusableFileException("is not UTF-8");
        }
    }

    /** Line ends as one character, no byte order mark, no control characters. */
    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    clean.append('\n');
                }
            } else {
                clean.append(Character.isISOControl(each) && each != '\n' && each != '\t' ? ' ' : each);
            }
        }
        return clean.toString();
    }

    private static String heading(String body, String name) {
        Matcher heading = FIRST_HEADING.matcher(body.length() > HEAD ? body.substring(0, HEAD) : body);
        if (heading.find()) {
            return heading.group(1).strip();
        }
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return words(dot > 0 ? file.substring(0, dot) : file);
    }

    private static String words(String name) {
        String words = name.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? name : words;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
