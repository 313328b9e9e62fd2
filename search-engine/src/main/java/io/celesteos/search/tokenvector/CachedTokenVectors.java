package io.celesteos.search.tokenvector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.tenancy.YachtId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Remembers vectors lately used, by yacht, space, chunk and the text they were wanted for. What is not stored is
 * asked for each time: it may be there the next. Thread-safe.
 */
final class CachedTokenVectors implements TokenVectorStore {

    private static final Logger log = LoggerFactory.getLogger(CachedTokenVectors.class);
    private static final int ENTRY_OVERHEAD = 200;

    private final TokenVectorStore stored;
    private final MeterRegistry meters;
    private final Cache<Key, Optional<TokenVectorMatrix>> remembered;

    CachedTokenVectors(TokenVectorStore stored, DataSize size, MeterRegistry meters) {
        this.stored = stored;
        this.meters = meters;
        this.remembered = Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                // What does not fit goes at once: a bound that a pool thread keeps later is none in between.
                .executor(Runnable::run)
                .weigher((Key key, Optional<TokenVectorMatrix> vectors) ->
                        ENTRY_OVERHEAD + vectors.map(TokenVectorMatrix::bytes).orElse(0))
                .build();
    }

    private record Key(YachtId yacht, String space, Wanted wanted) {}

    @Override
    public Map<UUID, Optional<TokenVectorMatrix>> read(
            YachtId yacht, String space, int dimensions, Collection<Wanted> chunks, Duration limit) {
        Map<UUID, Optional<TokenVectorMatrix>> found = new HashMap<>();
        List<Wanted> further = new ArrayList<>();
        for (Wanted each : chunks) {
            Optional<TokenVectorMatrix> known = remembered.getIfPresent(new Key(yacht, space, each));
            if (known == null) {
                further.add(each);
            } else {
                found.put(each.chunk(), known);
            }
        }
        count("memory", found.size());
        if (!further.isEmpty()) {
            addStored(yacht, space, dimensions, further, limit, found);
        }
        return found;
    }

    private void addStored(
            YachtId yacht,
            String space,
            int dimensions,
            List<Wanted> further,
            Duration limit,
            Map<UUID, Optional<TokenVectorMatrix>> found) {
        Map<UUID, Optional<TokenVectorMatrix>> read;
        try {
            read = stored.read(yacht, space, dimensions, further, limit);
        } catch (RuntimeException away) {
            if (found.isEmpty()) {
                throw away;
            }
            log.debug("Only remembered token vectors can be compared", away);
            return;
        }
        for (Wanted each : further) {
            Optional<TokenVectorMatrix> vectors = read.get(each.chunk());
            if (vectors != null) {
                found.put(each.chunk(), vectors);
                remembered.put(new Key(yacht, space, each), vectors);
            }
        }
        count("database", read.size());
        count("missing", further.size() - read.size());
    }

    private void count(String from, int passages) {
        if (passages > 0) {
            meters.counter("search.token.vectors", "from", from).increment(passages);
        }
    }
}
