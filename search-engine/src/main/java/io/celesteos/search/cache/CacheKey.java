package io.celesteos.search.cache;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.FilterValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that an answer depends on: the yacht, the generation of its index, and the request in one canonical
 * form, so that filters in another order or spelled-out defaults are the same question.
 *
 * @param request SHA-256 in hex
 */
public record CacheKey(YachtId yacht, long generation, String request) {

    public static CacheKey of(SearchRequest request, long generation) {
        return new CacheKey(request.yachtId(), generation, digest(request));
    }

    private static String digest(SearchRequest request) {
        Parts parts = new Parts();
        parts.add(Normalizer.normalize(request.query().strip(), Normalizer.Form.NFC));
        parts.add(request.searchTypeOrDefault());
        parts.add(request.topKOrDefault());
        parts.add(request.rerankOrDefault());
        filters(request.filtersOrNone(), parts);
        FusionWeights weights = request.weights();
        parts.add(weights == null ? null : weights.bm25() + "/" + weights.vector());
        parts.add(request.rrfK());
        parts.add(request.minScore() == null ? 0.0 : request.minScore());
        parts.add(Boolean.TRUE.equals(request.explain()));
        List<Float> embedding = request.queryEmbedding();
        parts.add(embedding == null ? null : embedding.size());
        if (embedding != null) {
            ByteBuffer bits = ByteBuffer.allocate(embedding.size() * Float.BYTES);
            embedding.forEach(bits::putFloat);
            parts.add(bits.array());
        }
        return parts.sha256();
    }

    private static void filters(SearchFilters filters, Parts parts) {
        var values = new TreeMap<>(filters.values());
        parts.add(values.size());
        values.forEach((name, allowed) -> {
            List<String> normal = FilterValues.normal(allowed);
            parts.add(name);
            parts.add(normal.size());
            normal.forEach(parts::add);
        });
        var dates = filters.dateRange();
        parts.add(dates == null ? null : dates.start());
        parts.add(dates == null ? null : dates.end());
    }

    /** Each part with its length before it: no two lists of parts give the same bytes. */
    private static final class Parts {

        private final MessageDigest digest;

        Parts() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }

        void add(@Nullable Object part) {
            if (part == null) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
            } else {
                add(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }

        void add(byte[] part) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            digest.update(part);
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
