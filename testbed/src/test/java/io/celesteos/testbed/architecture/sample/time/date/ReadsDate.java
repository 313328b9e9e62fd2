package io.celesteos.testbed.architecture.sample.time.date;

import java.util.Date;

class ReadsDate {
    Date now() {
        return new Date();
    }
}
