package io.celesteos.search.reading;

import java.io.IOException;

/** The reading process ended or failed in the middle of a file. Nobody knows whether the file was why. */
public final class ReadingBrokeOffException extends IOException {

    private static final long serialVersionUID = 1L;

    ReadingBrokeOffException(String message) {
        super(message);
    }
}
