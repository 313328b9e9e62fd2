package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTests {

    @Test
    void amongEqualsAtTheEdgeTheKeysDecideAndNotTheOrderOfArrival() {
        List<Integer> ids =
                new ArrayList<>(IntStream.rangeClosed(1, 400).boxed().toList());
        Collections.shuffle(ids, new Random(7));
        try (Shelf shelf = new Shelf()) {
            ids.forEach(id -> shelf.chunk(id, "the same oil"));
            shelf.chunk(999, "oil oil oil").publish();

            assertThat(shelf.find("oil", 100))
                    .hasSize(100)
                    .startsWith(999, 1, 2, 3)
                    .endsWith(98, 99);
            assertThat(shelf.find("oil", 1)).containsExactly(999);
        }
    }

    @Test
    void aWiderWindowBeginsWithTheNarrowerOne() {
        try (Shelf shelf = new Shelf()) {
            for (int id = 1; id <= 60; id++) {
                shelf.chunk(id, "oil ".repeat(id % 4 + 1) + "filter ".repeat(id % 3));
            }
            shelf.publish();

            assertThat(shelf.find("oil filter", 40).subList(0, 15)).isEqualTo(shelf.find("oil filter", 15));
        }
    }
}
