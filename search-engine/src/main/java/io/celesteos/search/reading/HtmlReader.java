package io.celesteos.search.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** What a browser would show, without the furniture around it. Nothing is fetched. */
final class HtmlReader implements FormatReader {

    private static final Set<String> UNSEEN = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "footer",
            "iframe",
            "object",
            "svg",
            "form",
            "select",
            "button");
    private static final Set<String> BREAKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "figure",
            "figcaption",
            "header",
            "aside",
            "address",
            "hr",
            "body",
            "details",
            "summary");

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            // No charset given: the byte order mark or the page's own declaration counts, else UTF-8.
            read(Jsoup.parse(bytes, null, ""), sink);
        }
    }

    /** The body of a message. */
    static void read(String html, BlockSink sink) throws IOException {
        read(Jsoup.parse(html), sink);
    }

    private static void read(Document page, BlockSink sink) throws IOException {
        sink.title(page.title());
        Walk walk = new Walk(sink);
        NodeTraversor.filter(walk, page.body());
        walk.flush();
        if (walk.failure != null) {
            throw walk.failure;
        }
    }

    /** Iterative, so that nesting costs no stack. */
    private static final class Walk implements NodeFilter {
        private final BlockSink sink;
        private final StringBuilder text = new StringBuilder();
        private @Nullable IOException failure;

        Walk(BlockSink sink) {
            this.sink = sink;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            try {
                return enter(node);
            } catch (IOException full) {
                failure = full;
                return FilterResult.STOP;
            }
        }

        private FilterResult enter(Node node) throws IOException {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            }
            if (!(node instanceof Element element)) {
                return FilterResult.CONTINUE;
            }
            String name = element.normalName();
            if (UNSEEN.contains(name) || element.hasAttr("hidden")) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6') {
                flush();
                sink.heading(name.charAt(1) - '0', element.text());
                return FilterResult.SKIP_ENTIRELY;
            }
            if (name.equals("table") && element.selectFirst("table table, h1, h2, h3") == null) {
                flush();
                table(element);
                return FilterResult.SKIP_ENTIRELY;
            }
            if (BREAKS.contains(name)) {
                flush();
                text.append(name.equals("li") ? "- " : "");
            } else if (name.equals("br")) {
                text.append(' ');
            } else if (name.equals("td") || name.equals("th") || name.equals("tr")) {
                flush();
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && BREAKS.contains(element.normalName())) {
                try {
                    flush();
                } catch (IOException full) {
                    failure = full;
                    return FilterResult.STOP;
                }
            }
            return FilterResult.CONTINUE;
        }

        private void flush() throws IOException {
            String line = BlockSink.oneLine(text.toString());
            text.setLength(0);
            if (failure == null && !line.isEmpty() && !line.equals("-")) {
                sink.paragraph(line);
            }
        }

        private void table(Element table) throws IOException {
            sink.beginTable();
            for (Element row : table.select("tr")) {
                sink.row(row.children().stream().map(Element::text).toList());
            }
        }
    }
}
