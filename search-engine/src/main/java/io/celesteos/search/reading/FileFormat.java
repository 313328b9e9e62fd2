package io.celesteos.search.reading;

import java.util.Locale;

/** What can be read. */
public enum FileFormat {
    PDF,
    DOCX,
    XLSX,
    CSV,
    HTML,
    TEXT,
    EML;

    /** As it stands in metadata and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
