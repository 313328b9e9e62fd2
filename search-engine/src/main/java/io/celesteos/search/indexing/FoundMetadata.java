package io.celesteos.search.indexing;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.ExtractBatchRequest;
import io.celesteos.contracts.nlp.ExtractBatchResponse;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a file is about, from its title and its first passages, as far as the nlp-service answers in time. */
@Component
class FoundMetadata {

    private static final Logger log = LoggerFactory.getLogger(FoundMetadata.class);
    private static final Set<EntityKind> ASKED =
            EnumSet.of(EntityKind.EQUIPMENT, EntityKind.MANUFACTURERS, EntityKind.MODELS, EntityKind.DATES);
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_TYPES = 3;
    /** The title says what a document is about; one passage may mention anything. */
    private static final int TITLE_COUNTS = 3;

    private static final int ENOUGH = 2;
    private static final List<String> DOCUMENT_TYPES = List.of(
            "manual",
            "procedure",
            "checklist",
            "certificate",
            "invoice",
            "report",
            "bulletin",
            "datasheet",
            "schedule",
            "logbook");

    private final MetadataProperties properties;
    private final @Nullable ServiceClient nlp;

    FoundMetadata(MetadataProperties properties) {
        this.properties = properties;
        String url = properties.url();
        this.nlp = url == null || url.isBlank()
                ? null
                : new ServiceClient(ClientSettings.of("nlp", URI.create(url.strip()), properties.timeout())
                        .withApiKey(properties.apiKey()));
    }

    /** @param degraded {@code nlp_unavailable} where the service gave no answer */
    record Found(Map<String, Object> metadata, List<String> degraded) {}

    Found in(YachtId yacht, String title, List<Chunk> chunks) {
        Map<String, Object> metadata = new TreeMap<>();
        String lower = title.toLowerCase(Locale.ROOT);
        DOCUMENT_TYPES.stream()
                .filter(lower::contains)
                .findFirst()
                .ifPresent(type -> metadata.put("document_type", type));
        if (nlp == null) {
            return new Found(metadata, List.of());
        }
        try {
            List<String> texts = texts(title, chunks);
            var request = new ExtractBatchRequest(texts, ASKED, yacht, null, null, null);
            List<Entities> answers = ask(nlp, request).results().stream()
                    .map(ExtractResponse::entities)
                    .toList();
            fill(metadata, answers);
            return new Found(metadata, List.of());
        } catch (RemoteFailure away) {
            log.debug("No metadata for a file", away);
            return new Found(metadata, List.of("nlp_unavailable"));
        }
    }

    private ExtractBatchResponse ask(ServiceClient service, ExtractBatchRequest request) {
        try {
            return RequestContext.background(properties.timeout())
                    .call(() -> service.post("/api/v1/extract/batch", request, ExtractBatchResponse.class));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<String> texts(String title, List<Chunk> chunks) {
        return Stream.concat(
                        Stream.of(title),
                        chunks.stream().limit(properties.passages() - 1L).map(Chunk::content))
                .map(each -> each.substring(0, Math.min(each.length(), LONGEST_TEXT)))
                .toList();
    }

    private static void fill(Map<String, Object> metadata, List<Entities> answers) {
        Counted types = new Counted();
        Counted makers = new Counted();
        Counted models = new Counted();
        for (int i = 0; i < answers.size(); i++) {
            int weight = i == 0 ? TITLE_COUNTS : 1;
            Entities each = answers.get(i);
            of(each.equipment()).forEach(found -> types.add(found.type(), weight));
            of(each.manufacturers()).forEach(found -> makers.add(found.mention().canonical(), weight));
            of(each.models()).forEach(found -> models.add(found.mention().canonical(), weight));
            if (!metadata.containsKey("date")) {
                day(each).ifPresent(day -> metadata.put("date", day));
            }
        }
        List<String> about = types.most(MOST_TYPES);
        if (!about.isEmpty()) {
            metadata.put("equipment_type", about);
        }
        makers.most(1).forEach(each -> metadata.put("manufacturer", each));
        models.most(1).forEach(each -> metadata.put("model", each));
    }

    /** The first day that is written out in full; an ambiguous one is no fact. */
    private static Optional<String> day(Entities found) {
        return of(found.dates()).stream()
                .filter(each -> "day".equals(each.grain()) && !Boolean.TRUE.equals(each.ambiguous()))
                .filter(each -> each.mention().text().matches(".*(19|20)\\d\\d.*"))
                .map(Entity.Date::value)
                .filter(value -> value != null && value.matches("\\d{4}-\\d\\d-\\d\\d.*"))
                .map(value -> String.valueOf(value).substring(0, 10))
                .findFirst();
    }

    private static <T> List<T> of(@Nullable List<T> found) {
        return found == null ? List.of() : found;
    }

    @PreDestroy
    void close() {
        if (nlp != null) {
            nlp.close();
        }
    }

    /** How often each value was found. */
    private static final class Counted {
        private final Map<String, Integer> counts = new LinkedHashMap<>();

        void add(@Nullable String value, int weight) {
            if (value != null && !value.isBlank() && !value.equals("unknown")) {
                counts.merge(value, weight, Integer::sum);
            }
        }

        /** Those found twice or more, most often first. */
        List<String> most(int number) {
            List<Map.Entry<String, Integer>> found = new ArrayList<>(counts.entrySet());
            found.removeIf(each -> each.getValue() < ENOUGH);
            found.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
            return found.stream().limit(number).map(Map.Entry::getKey).toList();
        }
    }
}
