package io.celesteos.embedding.dialect;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.embedding.dialect.RankCommand.AsTheScorerDoes;
import io.celesteos.embedding.dialect.RankCommand.CutAt;
import io.celesteos.embedding.dialect.RankCommand.Refused;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.rerank.RerankCommand;
import io.celesteos.embedding.rerank.RerankOutcome;
import io.celesteos.embedding.rerank.RerankOutcome.RankedDocument;
import io.celesteos.embedding.rerank.RerankPipeline;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenize.TextTokenizer;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenize.WellFormedText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The dialects' one way to the {@link RerankPipeline}. Thread-safe. */
@Component
public final class Reranking {

    private final RerankPipeline pipeline;
    private final ModelCatalog catalog;
    private final EncodeScheduler scheduler;

    Reranking(RerankPipeline pipeline, ModelCatalog catalog, EncodeScheduler scheduler) {
        this.pipeline = pipeline;
        this.catalog = catalog;
        this.scheduler = scheduler;
    }

    /**
     * Best first, scores 0 to 1; texts not reached before the deadline are left out.
     *
     * @throws ProblemException as {@link RerankPipeline#rerank} does, in the dialect's words
     */
    public Ranked rank(RankCommand command) {
        DialectTexts.requireAtMostAllowed(command.field(), command.texts().size());
        DialectTexts.requireSomethingIn(command.field(), command.texts());
        WellFormedText.require(command.field(), command.texts());
        RerankOutcome outcome =
                pipeline.rerank(new RerankCommand(command.field(), command.query(), fitted(command), command.model()));
        return new Ranked(outcome.top(command.topN()), outcome.model());
    }

    /** What the dialects tell of a ranking: best first, and what scored it. */
    public record Ranked(List<RankedDocument> results, String model) {}

    /** Tokens of the query and of each text as far as the model reads them: what a hosted service would bill. */
    public int tokens(RankCommand command) {
        TextTokenizer tokenizer = reading(command.model()).tokenizer();
        return tokenizer.tokenize(command.query()).length()
                + command.texts().stream()
                        .mapToInt(text -> tokenizer.tokenize(text).length())
                        .sum();
    }

    private List<String> fitted(RankCommand command) {
        return switch (command.longTexts()) {
            case AsTheScorerDoes() -> command.texts();
            case CutAt(int tokens) -> cut(command, tokens);
            case Refused() -> {
                refuseLong(command);
                yield command.texts();
            }
        };
    }

    private List<String> cut(RankCommand command, int tokens) {
        scheduler.refuseWhenFull();
        LoadedModel model = reading(command.model());
        int withSpecial = (int) Math.min((long) tokens + 2, Integer.MAX_VALUE);
        if (withSpecial >= model.artifact().maxTokens()) {
            return command.texts();
        }
        return command.texts().stream()
                .map(text -> {
                    TokenizedText read = model.tokenizer().tokenize(text);
                    return read.length() <= withSpecial
                            ? text
                            : model.tokenizer().decode(read.cut(withSpecial).ids());
                })
                .toList();
    }

    private void refuseLong(RankCommand command) {
        scheduler.refuseWhenFull();
        LoadedModel model = reading(command.model());
        int limit = model.artifact().maxTokens();
        int query = model.tokenizer().tokenize(command.query()).length();
        for (int i = 0; i < command.texts().size(); i++) {
            TokenizedText text = model.tokenizer().tokenize(command.texts().get(i));
            // The two share the special token at the start.
            if (text.truncated() || query + text.length() - 1 > limit) {
                throw ProblemException.invalidField(
                        WireFields.at(command.field(), i),
                        "is, with the query, longer than the " + limit + " tokens " + model.name()
                                + " reads; shorten it or set truncate to true");
            }
        }
    }

    /** The model whose tokens count, by the name of a scorer ({@code late-interaction:minilm}) or its own. */
    private LoadedModel reading(@Nullable String scorer) {
        String name = scorer == null ? null : scorer.substring(scorer.indexOf(':') + 1);
        return catalog.reranker(name).orElseGet(() -> catalog.require(name));
    }
}
