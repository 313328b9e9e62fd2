package io.celesteos.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerLogTests {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("deep/answers");
    }

    @Test
    void answersAreThereNextTime() throws IOException {
        try (AnswerLog log = new AnswerLog(file())) {
            log.put("a", new byte[] {1, 2, 3});
            log.put("b", new byte[0]);
            assertThat(log.get("a")).containsExactly(1, 2, 3);
        }
        try (AnswerLog log = new AnswerLog(file())) {
            log.put("c", new byte[] {4});
            assertThat(log.get("a")).containsExactly(1, 2, 3);
            assertThat(log.get("b")).isEmpty();
            assertThat(log.get("c")).containsExactly(4);
            assertThat(log.has("d")).isFalse();
            assertThat(log.get("d")).isNull();
        }
    }

    @Test
    void aRecordCutShortIsForgottenAndWrittenOver() throws IOException {
        try (AnswerLog log = new AnswerLog(file())) {
            log.put("a", new byte[] {1, 2, 3});
            log.put("b", new byte[] {4, 5, 6, 7});
        }
        long whole = Files.size(file());
        for (long cut : new long[] {2, 6, 22}) {
            try (RandomAccessFile shorter = new RandomAccessFile(file().toFile(), "rw")) {
                shorter.setLength(whole - cut);
            }
            try (AnswerLog log = new AnswerLog(file())) {
                assertThat(log.get("a")).containsExactly(1, 2, 3);
                assertThat(log.has("b")).isFalse();
                log.put("b", new byte[] {4, 5, 6, 7});
            }
            try (AnswerLog log = new AnswerLog(file())) {
                assertThat(log.get("b")).containsExactly(4, 5, 6, 7);
            }
        }
    }
}
