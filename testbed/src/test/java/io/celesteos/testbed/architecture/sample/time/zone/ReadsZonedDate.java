package io.celesteos.testbed.architecture.sample.time.zone;

import java.time.LocalDate;
import java.time.ZoneOffset;

class ReadsZonedDate {
    LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
