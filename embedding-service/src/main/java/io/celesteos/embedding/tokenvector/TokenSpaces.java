package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelArtifact;
import io.celesteos.embedding.tokenize.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What belongs to a model's token vectors: its stop tokens and, where it comes with one, its projection. Thread-safe. */
@Component
public final class TokenSpaces {

    private final Map<String, Held> stopTokens = new ConcurrentHashMap<>();
    private final Map<String, Optional<Projection>> projections = new ConcurrentHashMap<>();

    /** With the tokenizer they ask: a model that was loaded anew has another, and its old one is closed. */
    private record Held(TextTokenizer tokenizer, StopTokens stopTokens) {}

    /** Made at the first call for a model, in some milliseconds. */
    public StopTokens stopTokens(LoadedModel model) {
        TextTokenizer tokenizer = model.tokenizer();
        return stopTokens
                .compute(
                        model.name(),
                        (name, held) -> held != null && held.tokenizer().equals(tokenizer)
                                ? held
                                : new Held(tokenizer, StopTokens.of(tokenizer)))
                .stopTokens();
    }

    /**
     * @param dimensions fewer than the model's own
     * @throws ProblemException 400 listing what there is
     */
    Projection projection(ModelArtifact artifact, int dimensions) {
        Optional<Projection> projection = projection(artifact);
        List<Integer> allowed =
                new ArrayList<>(projection.map(Projection::offered).orElse(List.of()));
        if (projection.isEmpty() || !allowed.contains(dimensions)) {
            allowed.add(artifact.dimensions());
            throw ProblemException.invalidField(
                    "dimensions",
                    "must be one of "
                            + allowed.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"))
                            + " for "
                            + artifact.name());
        }
        return projection.get();
    }

    private Optional<Projection> projection(ModelArtifact artifact) {
        return projections.computeIfAbsent(artifact.name(), name -> load(artifact));
    }

    private static Optional<Projection> load(ModelArtifact artifact) {
        // The name comes from a catalog that may hold folders of the operator's; only a plain one names a resource.
        if (!artifact.name().matches("[A-Za-z0-9._-]+")) {
            return Optional.empty();
        }
        String resource = "/projections/" + artifact.name() + ".pca";
        try (InputStream content = TokenSpaces.class.getResourceAsStream(resource)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(Projection.read(content))
                            .filter(projection -> projection.dimensions() == artifact.dimensions());
        } catch (IOException damaged) {
            throw new UncheckedIOException(resource, damaged);
        }
    }
}
