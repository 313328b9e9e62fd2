package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.EmbeddingBackfill;
import io.celesteos.search.tenancy.YachtRoster;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks over the jobs of every yacht now and then: what stalls is told, what was lost is taken up, what is old goes. */
@Component
final class JobTending {

    private static final Logger log = LoggerFactory.getLogger(JobTending.class);

    private final YachtRoster roster;
    private final UploadStore uploads;
    private final JobStore jobs;
    private final EmbeddingBackfill backfill;
    private final UploadsProperties properties;
    private final Clock clock;
    private volatile Look last = new Look(Instant.EPOCH, 0);

    private record Look(Instant at, int stalled) {}

    JobTending(
            YachtRoster roster,
            UploadStore uploads,
            JobStore jobs,
            EmbeddingBackfill backfill,
            UploadsProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.roster = roster;
        this.uploads = uploads;
        this.jobs = jobs;
        this.backfill = backfill;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("search.jobs.stalled", this, JobTending::stalled)
                .description("Jobs without progress; not a number in processes that do not look")
                .register(meters);
    }

    /** Whoever looked last knows; what others saw earlier is not told for long. */
    private double stalled() {
        Look look = last;
        Instant oldest = clock.instant().minus(properties.tend().multipliedBy(3));
        return look.at().isAfter(oldest) ? look.stalled() : Double.NaN;
    }

    void tend() {
        int stalled = 0;
        for (var yacht : roster.refresh().entrySet()) {
            try {
                stalled += yacht.getValue().active() ? tend(yacht.getKey()) : 0;
            } catch (ProblemException away) {
                throw away;
            } catch (RuntimeException failure) {
                // One yacht's trouble must not be the others'.
                log.warn("Jobs of yacht {} are not looked over", yacht.getKey(), failure);
            }
        }
        last = new Look(clock.instant(), stalled);
    }

    private int tend(YachtId yacht) {
        JobStore.Tended tended = jobs.tend(yacht, properties.stalledAfter(), properties.keepEnded());
        if (tended.reading() > 0) {
            uploads.resume(yacht);
        }
        if (tended.embedding() > 0) {
            backfill.wake(yacht);
        }
        if (tended.stalled() > 0) {
            log.warn("{} jobs of yacht {} make no progress", tended.stalled(), yacht);
        }
        return tended.stalled();
    }
}
