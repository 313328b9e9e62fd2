package io.celesteos.nlp.yacht;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contexts read once and kept for a while. One caller reads, others for the same yacht wait for it. That a yacht is
 * not known, or could not be read, is kept for a short time too: a store that is down costs one wait, not one a
 * request.
 */
public final class CachedYachtContexts implements YachtContexts {

    private static final Logger log = LoggerFactory.getLogger(CachedYachtContexts.class);

    private final YachtRecordSource source;
    private final YachtContextCompiler compiler;
    private final LoadingCache<YachtId, YachtLookup> cache;

    public CachedYachtContexts(
            YachtRecordSource source, YachtContextCompiler compiler, YachtProperties properties, Ticker ticker) {
        this.source = source;
        this.compiler = compiler;
        this.cache = Caffeine.newBuilder()
                .maximumSize(properties.maxCached())
                .expireAfter(Expiry.<YachtId, YachtLookup>writing((yacht, lookup) -> lifetime(lookup, properties)))
                .ticker(ticker)
                .executor(Runnable::run)
                .build(this::load);
    }

    @Override
    public YachtLookup find(YachtId yacht) {
        return cache.get(yacht);
    }

    private YachtLookup load(YachtId yacht) {
        try {
            Optional<YachtRecords> records = source.read(yacht);
            return records.isEmpty()
                    ? new YachtLookup.Unknown()
                    : new YachtLookup.Found(compiler.compile(records.get()));
        } catch (RuntimeException unreadable) {
            log.warn("The context of yacht {} cannot be read: {}", yacht, unreadable.toString());
            return new YachtLookup.Unavailable();
        }
    }

    private static Duration lifetime(YachtLookup lookup, YachtProperties properties) {
        return switch (lookup) {
            case YachtLookup.Found found -> properties.cacheTtl();
            case YachtLookup.Unknown unknown -> properties.failureTtl();
            case YachtLookup.Unavailable unavailable -> properties.failureTtl();
        };
    }
}
