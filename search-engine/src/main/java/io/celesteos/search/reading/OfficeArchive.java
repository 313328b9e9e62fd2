package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An Office file's archive: parts are read as streams of XML events, so that memory does not grow with them.
 * Unpacked bytes, parts and depth are counted; document type declarations are refused, which is all that entities
 * can come from. Macros and pictures are parts that nobody asks for.
 */
final class OfficeArchive implements AutoCloseable {

    private static final XMLInputFactory XML = factory();

    private final ZipFile zip;
    private final ReadLimits limits;
    private long unpacked;

    OfficeArchive(Path file, ReadLimits limits) throws IOException {
        this.limits = limits;
        this.zip = new ZipFile(file.toFile());
        if (zip.size() > limits.entries()) {
            zip.close();
            throw new UnreadableFileException(
                    Reason.UNSAFE, "is an archive of more than " + limits.entries() + " parts");
        }
    }

    /** Looks at one start or end of an element, or a text. */
    interface Handler {
        default void start(String name, XMLStreamReader at) throws IOException {}

        default void end(String name) throws IOException {}

        default void text(String text) throws IOException {}
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    /** Does nothing where there is no such part. */
    void read(String part, Handler handler) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            return;
        }
        try (InputStream bytes = new Counted(zip.getInputStream(entry))) {
            XMLStreamReader reader = XML.createXMLStreamReader(bytes);
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > limits.depth()) {
                            throw new UnreadableFileException(Reason.UNSAFE, "is nested too deeply");
                        }
                        handler.start(reader.getLocalName(), reader);
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        handler.end(reader.getLocalName());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        handler.text(reader.getText());
                    case XMLStreamConstants.DTD ->
                        throw new UnreadableFileException(
                                Reason.UNSAFE, "holds a document type declaration, which no Office file has");
                    default -> {}
                }
            }
            reader.close();
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof UnreadableFileException refused) {
                throw refused;
            }
            throw new IOException(broken);
        }
    }

    /** Ids to parts, as the relationships beside {@code part} say. */
    Map<String, String> relationships(String part) throws IOException {
        int slash = part.lastIndexOf('/');
        String folder = part.substring(0, slash + 1);
        Map<String, String> targets = new HashMap<>();
        read(folder + "_rels/" + part.substring(slash + 1) + ".rels", new Handler() {
            @Override
            public void start(String name, XMLStreamReader at) {
                String id = attribute(at, "Id");
                String target = attribute(at, "Target");
                if (id != null && target != null) {
                    targets.put(id, target.startsWith("/") ? target.substring(1) : folder + target);
                }
            }
        });
        return targets;
    }

    /** The title in the file's properties; empty where there is none. */
    String title() throws IOException {
        StringBuilder title = new StringBuilder();
        read("docProps/core.xml", new Handler() {
            private boolean inTitle;

            @Override
            public void start(String name, XMLStreamReader at) {
                inTitle = name.equals("title");
            }

            @Override
            public void end(String name) {
                inTitle = false;
            }

            @Override
            public void text(String text) {
                if (inTitle && title.length() < 1_000) {
                    title.append(text);
                }
            }
        });
        return title.toString();
    }

    static @Nullable String attribute(XMLStreamReader at, String localName) {
        for (int i = 0; i < at.getAttributeCount(); i++) {
            if (at.getAttributeLocalName(i).equals(localName)) {
                return at.getAttributeValue(i);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // Counted here, so that it can be told from damage.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        return factory;
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            unpacked += bytes;
            if (unpacked > limits.inflated()) {
                throw new UnreadableFileException(
                        Reason.UNSAFE, "unpacks to more than " + (limits.inflated() >> 20) + " MiB");
            }
        }
    }
}
