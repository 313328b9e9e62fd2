package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.search.FileReport.FileStatus;
import java.util.List;

/** Which files of a job could not be read, and why, in one line. */
final class Unread {

    private static final int LONGEST = 500;

    private Unread() {}

    /** Empty where all were. */
    static String words(List<FileReport> reports) {
        List<String> reasons = reports.stream()
                .filter(each -> each.status() == FileStatus.FAILED)
                .map(each -> each.name() + " " + each.error())
                .toList();
        if (reasons.isEmpty()) {
            return "";
        }
        String all =
                reasons.size() + " of " + reports.size() + " files could not be read: " + String.join("; ", reasons);
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    }
}
