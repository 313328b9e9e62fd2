package io.celesteos.stack.demo;

import io.celesteos.stack.terminal.UserError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A Markdown file with YAML front matter: its title, the other keys as metadata, and the text after it. */
record MarkdownDocument(String title, Map<String, Object> metadata, String text) {

    private static final String FENCE = "---\n";

    /** @throws UserError naming {@code file} when there is no front matter with a title */
    static MarkdownDocument parse(String file, String source) {
        String content = source.replace("\r\n", "\n");
        int end = content.startsWith(FENCE) ? content.indexOf("\n" + FENCE, FENCE.length() - 1) : -1;
        if (end < 0) {
            throw new UserError(file + " has no front matter (--- lines around title, document_type, ...).");
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        try {
            Object yaml =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(content.substring(FENCE.length(), end + 1));
            if (yaml instanceof Map<?, ?> keys) {
                keys.forEach((key, value) -> metadata.put(String.valueOf(key), plain(value)));
            }
        } catch (YAMLException broken) {
            throw new UserError("The front matter of " + file + " is not valid YAML: " + broken.getMessage(), broken);
        }
        Object title = metadata.remove("title");
        if (!(title instanceof String text) || text.isBlank()) {
            throw new UserError("The front matter of " + file + " has no title.");
        }
        return new MarkdownDocument(
                text, metadata, content.substring(end + 1 + FENCE.length()).strip());
    }

    /** YAML reads {@code 2023-05-01} as a date and {@code 12} as a number; on the wire both are text. */
    private static Object plain(Object value) {
        return switch (value) {
            case java.util.Date date ->
                date.toInstant().atZone(java.time.ZoneOffset.UTC).toLocalDate().toString();
            case java.util.List<?> list ->
                list.stream().map(MarkdownDocument::plain).toList();
            case null -> "";
            default -> String.valueOf(value);
        };
    }
}
