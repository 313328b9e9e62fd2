package io.celesteos.nlp.yacht;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.Optional;

/** Port to the stored records of one yacht. */
public interface YachtRecordSource {

    /**
     * @return empty when there is no active yacht with this id
     * @throws RuntimeException when the store cannot be read
     */
    Optional<YachtRecords> read(YachtId yacht);
}
