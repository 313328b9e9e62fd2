package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UploadDoorTests {

    private final UploadDoor door = new UploadDoor(2, Duration.ZERO);

    @Test
    void whoComesWhenAllPlacesAreTakenIsToldToComeAgain() throws IOException {
        UUID job = door.through(() -> door.through(() -> {
            assertThat(catchThrowableOfType(ProblemException.class, () -> door.through(UUID::randomUUID))
                            .type())
                    .isEqualTo(ProblemType.OVERLOADED);
            return UUID.randomUUID();
        }));

        assertThat(job).isNotNull();
    }

    @Test
    void aPlaceIsFreeAgainWhateverBecameOfTheUpload() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowableOfType(
                            IOException.class,
                            () -> door.through(() -> {
                                throw new IOException("broken");
                            })))
                    .hasMessage("broken");
        }

        assertThat(door.through(UUID::randomUUID)).isNotNull();
    }
}
