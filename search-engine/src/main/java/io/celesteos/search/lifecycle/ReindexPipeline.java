package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtRoster;
import org.springframework.stereotype.Component;

/** Rebuilds that somebody asks for: the yacht is let in, and the rest happens beside the serving index. */
@Component
final class ReindexPipeline {

    private final YachtRoster roster;
    private final YachtIndexes indexes;

    ReindexPipeline(YachtRoster roster, YachtIndexes indexes) {
        this.roster = roster;
        this.indexes = indexes;
    }

    IndexReport begin(YachtId yacht) {
        roster.admit(yacht);
        return indexes.rebuild(yacht);
    }

    IndexReport report(YachtId yacht) {
        roster.admit(yacht);
        return indexes.report(yacht);
    }
}
