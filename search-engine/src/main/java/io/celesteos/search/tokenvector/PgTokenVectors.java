package io.celesteos.search.tokenvector;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.tenancy.YachtData;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Table {@code chunk_token_vectors}, one query for all chunks. A database that is away is left alone for a while:
 * searches that need nothing else of it must not wait for it each time.
 */
final class PgTokenVectors implements TokenVectorStore {

    private static final Logger log = LoggerFactory.getLogger(PgTokenVectors.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private static final String READ = """
            select chunk_id, vectors from chunk_token_vectors
            where yacht_id = :yacht and space = :space and chunk_id = any(cast(:chunks as uuid[]))""";

    private final YachtData data;
    private final CircuitBreaker breaker;

    PgTokenVectors(YachtData data) {
        this.data = data;
        this.breaker = CircuitBreaker.of(
                "token-vectors",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(4)
                        .minimumNumberOfCalls(2)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(LEFT_ALONE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    @Override
    public Map<UUID, Optional<TokenVectorMatrix>> read(
            YachtId yacht, String space, int dimensions, Collection<Wanted> chunks, Duration limit) {
        return breaker.executeSupplier(() -> query(yacht, space, dimensions, chunks, limit));
    }

    private Map<UUID, Optional<TokenVectorMatrix>> query(
            YachtId yacht, String space, int dimensions, Collection<Wanted> chunks, Duration limit) {
        List<UUID> ids = chunks.stream().map(Wanted::chunk).toList();
        Map<UUID, Optional<TokenVectorMatrix>> found = new HashMap<>();
        data.read(yacht, jdbc -> {
            jdbc.sql("select set_config('statement_timeout', :millis, true)")
                    .param("millis", Long.toString(Math.max(1, limit.toMillis())))
                    .query(String.class)
                    .single();
            jdbc.sql(READ)
                    .param("yacht", yacht.value())
                    .param("space", space)
                    .param("chunks", PgParameters.uuids(ids))
                    .query(row -> {
                        add(row.getObject("chunk_id", UUID.class), row.getBytes("vectors"), dimensions, found);
                    });
            return found.size();
        });
        return found;
    }

    private static void add(UUID chunk, byte[] packed, int dimensions, Map<UUID, Optional<TokenVectorMatrix>> found) {
        try {
            found.put(
                    chunk,
                    packed.length == 0 ? Optional.empty() : Optional.of(TokenVectorMatrix.unpack(packed, dimensions)));
        } catch (IllegalArgumentException damaged) {
            log.warn("The token vectors of chunk {} cannot be read: {}", chunk, damaged.getMessage());
        }
    }
}
