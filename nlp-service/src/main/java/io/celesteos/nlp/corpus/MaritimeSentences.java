package io.celesteos.nlp.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's own annotated sentences, in the order of files and lines. */
public final class MaritimeSentences {

    /** Seen from the module's folder, where tests and trainings run. */
    private static final Path FOLDER = Path.of("src", "training", "maritime");

    private MaritimeSentences() {}

    public static List<AnnotatedSentence> all() {
        return in(FOLDER);
    }

    /** @throws UncheckedIOException when the folder or a file of it cannot be read */
    public static List<AnnotatedSentence> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .flatMap(file -> sentences(file).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list " + folder.toAbsolutePath(), unreadable);
        }
    }

    public static List<AnnotatedSentence> of(Split split) {
        return all().stream().filter(sentence -> sentence.split() == split).toList();
    }

    private static List<AnnotatedSentence> sentences(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<AnnotatedSentence> sentences = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (!line.isBlank() && !line.startsWith("//")) {
                    sentences.add(SentenceMarkup.read(line, file.getFileName() + ":" + (i + 1)));
                }
            }
            return sentences;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }
}
