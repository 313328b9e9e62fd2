package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Main class of the process that reads files: one a line on standard input ({@code path TAB name TAB answer}, percent
 * encoding for tabs and line ends), one line back when the answer is written. Says {@code ready} before the first: what
 * ends it earlier has nothing to do with any file. Ends with its input.
 */
public final class ReaderProcess {

    static final String READY = "ready";

    /** Exit status of what took too long; the virtual machine's own for want of memory is 3. */
    static final int GIVEN_UP = 4;

    private ReaderProcess() {}

    /** @param arguments limits, and milliseconds a file may take */
    public static void main(String[] arguments) throws IOException {
        ReadLimits limits = ReadLimits.parse(arguments[0]);
        long millis = Long.parseLong(arguments[1]);
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Standard output is the protocol: whatever a library prints must not come between.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        FileReader reader = new FileReader();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answers.println(READY);
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] parts = line.split("\t", -1);
            CountDownLatch done = watch(millis);
            answers.println(read(
                    reader,
                    Path.of(Lines.decode(parts[0])),
                    Lines.decode(parts[1]),
                    Path.of(Lines.decode(parts[2])),
                    limits));
            done.countDown();
        }
    }

    /** Whoever started this kills it after the time; should that one be gone, it ends by itself. */
    private static CountDownLatch watch(long millis) {
        CountDownLatch done = new CountDownLatch(1);
        Thread watch = new Thread(() -> {
            try {
                if (!done.await(2 * millis, TimeUnit.MILLISECONDS)) {
                    Runtime.getRuntime().halt(GIVEN_UP);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
        return done;
    }

    private static String read(FileReader reader, Path file, String name, Path answer, ReadLimits limits) {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(answer)))) {
            ReadFile read = reader.read(file, name, limits, block -> Lines.write(out, block));
            Lines.writeEnd(out, read);
            return "ok";
        } catch (UnreadableFileException refused) {
            return refused.reason().name() + "\t" + Lines.encode(refused.words());
        } catch (IOException | RuntimeException | LinkageError failure) {
            return Reason.READER_FAILED.name() + "\t" + Lines.encode("could not be read here: " + failure.getMessage());
        }
    }
}
