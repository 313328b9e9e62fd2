package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages (RFC 5322, MIME): who, when, what about, the text, and those attachments that can be read. */
final class EmlReader implements FormatReader {

    private static final int DEEPEST_PART = 20;

    private final FileReader files;

    EmlReader(FileReader files) {
        this.files = files;
    }

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        Properties lenient = new Properties();
        // Broken mail is usual; half of it is better than none.
        lenient.setProperty("mail.mime.address.strict", "false");
        lenient.setProperty("mail.mime.multipart.ignoremissingendboundary", "true");
        try (InputStream bytes = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(lenient), bytes);
            headers(message, sink);
            part(message, sink, depth, 0);
        } catch (MessagingException broken) {
            throw new IOException(broken);
        }
    }

    private static void headers(MimeMessage message, BlockSink sink) throws IOException, MessagingException {
        String subject = message.getSubject();
        if (subject != null) {
            sink.title(subject);
            sink.heading(1, subject);
        }
        StringBuilder about = new StringBuilder();
        line(about, "From", addresses(message.getFrom()));
        line(about, "To", addresses(message.getRecipients(Message.RecipientType.TO)));
        line(about, "Cc", addresses(message.getRecipients(Message.RecipientType.CC)));
        if (message.getSentDate() != null) {
            line(about, "Date", message.getSentDate().toInstant().toString());
        }
        sink.paragraph(about.toString());
    }

    private static void line(StringBuilder about, String name, String value) {
        if (!value.isBlank()) {
            about.append(about.isEmpty() ? "" : "\n").append(name).append(": ").append(BlockSink.oneLine(value));
        }
    }

    private static String addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses)
                        .limit(20)
                        .map(each -> each instanceof jakarta.mail.internet.InternetAddress known
                                ? known.toUnicodeString()
                                : each.toString())
                        .collect(Collectors.joining(", "));
    }

    private void part(Part part, BlockSink sink, int depth, int level) throws IOException, MessagingException {
        sink.entry();
        if (level > DEEPEST_PART) {
            throw new UnreadableFileException(Reason.UNSAFE, "is nested too deeply");
        }
        String name = part.getFileName();
        if (part.isMimeType("multipart/alternative")) {
            Part best = best((Multipart) part.getContent());
            if (best != null) {
                part(best, sink, depth, level + 1);
            }
        } else if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                part(parts.getBodyPart(i), sink, depth, level + 1);
            }
        } else if (name != null || part.isMimeType("message/rfc822")) {
            attachment(part, name == null ? "message.eml" : name, sink, depth);
        } else if (part.isMimeType("text/html")) {
            HtmlReader.read(text(part, sink), sink);
        } else if (part.isMimeType("text/*")) {
            paragraphs(text(part, sink), sink);
        }
    }

    /** Plain text says the same without the decoration. */
    private static @Nullable Part best(Multipart alternatives) throws MessagingException {
        BodyPart last = null;
        for (int i = 0; i < alternatives.getCount(); i++) {
            BodyPart each = alternatives.getBodyPart(i);
            if (each.isMimeType("text/plain") && each.getSize() != 0) {
                return each;
            }
            last = each;
        }
        return last;
    }

    private static String text(Part part, BlockSink sink) throws IOException, MessagingException {
        try (InputStream bytes = part.getInputStream()) {
            byte[] all = bytes.readNBytes(4 * sink.limits().characters());
            return new String(all, charset(part.getContentType()));
        }
    }

    private static Charset charset(String contentType) {
        try {
            String name = new jakarta.mail.internet.ContentType(contentType).getParameter("charset");
            return name == null
                    ? StandardCharsets.UTF_8
                    : Charset.forName(jakarta.mail.internet.MimeUtility.javaCharset(name));
        } catch (MessagingException | IllegalArgumentException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static void paragraphs(String text, BlockSink sink) throws IOException {
        for (String each : text.split("\\r?\\n[ \\t]*\\r?\\n", -1)) {
            sink.paragraph(each);
        }
    }

    private void attachment(Part part, String name, BlockSink sink, int depth) throws IOException, MessagingException {
        Path copy = Files.createTempFile("attachment", ".part");
        try {
            try (InputStream bytes = part.getInputStream();
                    OutputStream out = Files.newOutputStream(copy)) {
                bytes.transferTo(out);
            }
            String shown = FileNames.shown(name);
            sink.heading(2, "Attachment: " + shown);
            try {
                files.read(copy, name, sink, depth + 1);
            } catch (UnreadableFileException refused) {
                if (refused.reason() == Reason.TOO_LARGE || refused.reason() == Reason.UNSAFE) {
                    // What would be a bomb by itself is one in an envelope too.
                    throw refused;
                }
                sink.note("attachment " + shown + " was not read: it " + refused.words());
            }
        } finally {
            // Its last page is none of what follows.
            sink.page(0);
            Files.deleteIfExists(copy);
        }
    }
}
