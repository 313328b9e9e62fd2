package io.celesteos.streaming.fake;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers of the services behind, as small as they can be and still real. */
public final class Samples {

    public static final String YACHT = "00000000-0000-4000-8000-000000000001";
    public static final YachtId YACHT_ID = YachtId.of(YACHT);

    private Samples() {}

    /** The id of the hit with that number. */
    public static UUID id(int number) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
    }

    public static SearchHit hit(int number, double score, String content) {
        return hit(number, score, content, Map.of("title", "Manual " + number));
    }

    public static SearchHit hit(int number, double score, String content, Map<String, Object> metadata) {
        return new SearchHit(
                id(number),
                HitType.DOCUMENT_CHUNK,
                new UUID(1, number),
                0,
                content,
                content,
                score,
                new HitScores(null, null, null, null),
                metadata,
                List.of(),
                null);
    }

    public static SearchResponse found(SearchType type, boolean reranked, SearchHit... hits) {
        return found(type, reranked, List.of(), hits);
    }

    public static SearchResponse found(
            SearchType type, boolean reranked, List<Degradation> degraded, SearchHit... hits) {
        return new SearchResponse(
                List.of(hits),
                new SearchMetadata(type, hits.length, 0, reranked, 1, null, Map.of(), null, Map.of(), degraded));
    }

    public static SearchResponse firstHits() {
        return found(
                SearchType.BM25,
                false,
                hit(1, 0.9, "Check the coolant level when the generator is overheating. Wear gloves at all times."),
                hit(2, 0.5, "The bilge pump starts by itself at high level. Test it every week before leaving port."));
    }

    /** Another order, and a hit that the first search did not find. */
    public static SearchResponse finalHits() {
        return found(
                SearchType.HYBRID,
                true,
                hit(3, 0.95, "An overheating generator must be stopped before the coolant reaches 103 °C."),
                hit(1, 0.8, "Check the coolant level when the generator is overheating. Wear gloves at all times."));
    }

    public static ExtractResponse understood() {
        Mention mention = new Mention("generator", 0, 9, "generator", 0.9, EntitySource.GAZETTEER, false, null);
        Entities none = Entities.empty();
        return new ExtractResponse(
                new Entities(
                        List.of(new Entity.Equipment(mention, "generator", null, null, null, null)),
                        none.faultCodes(),
                        none.parts(),
                        none.locations(),
                        none.dates(),
                        none.measurements(),
                        none.manufacturers(),
                        none.models(),
                        none.symptoms(),
                        none.actions(),
                        none.identifiers()),
                new Intent("diagnose_fault", List.of("create_work_order"), 0.8, null),
                1,
                List.of());
    }

    public static ExtractResponse nothingUnderstood() {
        return new ExtractResponse(Entities.empty(), Intent.search(), 1, List.of());
    }

    /** A problem document with that status and code. */
    public static Map<String, Object> problem(int status, String code) {
        return Map.of(
                "type",
                "urn:celeste:problem:" + code,
                "title",
                "Refused",
                "status",
                status,
                "detail",
                "The fake refused it.",
                "code",
                code);
    }
}
