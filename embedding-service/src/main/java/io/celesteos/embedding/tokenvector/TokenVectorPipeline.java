package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse.TokenEmbedding;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.schedule.EncodeJob;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenize.WellFormedText;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Texts to token vectors: tokenise, choose rows, compute, compress. What is not asked for is dropped on the
 * runner, so that a large request holds its answer and not the hidden states. Nothing is cached: who asks stores
 * them. Thread-safe.
 */
@Component
final class TokenVectorPipeline {

    /** Whole answers of our own clients end at 32 MiB; the largest int8 one (100 texts of 512 tokens) is 27 MB. */
    static final long MAX_ANSWER_CHARS = 30_000_000;

    private final ModelCatalog catalog;
    private final EncodeScheduler scheduler;
    private final TokenSpaces spaces;
    private final AnswerRoom room;

    TokenVectorPipeline(ModelCatalog catalog, EncodeScheduler scheduler, TokenSpaces spaces, AnswerRoom room) {
        this.catalog = catalog;
        this.scheduler = scheduler;
        this.spaces = spaces;
        this.room = room;
    }

    /**
     * @throws ProblemException 413 for more than {@value EmbedRequest#MAX_TEXTS} texts, 404 for an unknown
     *     model, 400 for dimensions there are none of, for text that is no Unicode and for an answer that would
     *     be too large, 429 when the queue is full or too many answers are being sent, 504 when the deadline passes
     */
    TokenEmbeddingsResponse embed(TokenVectorCommand command) {
        if (command.texts().size() > EmbedRequest.MAX_TEXTS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_TEXTS,
                    "texts has %d texts; send at most %d in one request."
                            .formatted(command.texts().size(), EmbedRequest.MAX_TEXTS));
        }
        WellFormedText.require("texts", command.texts());
        LoadedModel model = catalog.require(command.model());
        RowCompressor compressor = RowCompressor.of(
                command.compression(),
                model.artifact().dimensions(),
                dimensions -> spaces.projection(model.artifact(), dimensions));

        scheduler.refuseWhenFull();
        List<TokenizedText> texts = tokenize(model, command);
        RowChoice choice = choice(model, command);
        long chars = chars(texts, choice, compressor, command.encoding());
        refuseTooLarge(chars);
        room.take(chars);
        EncodeJob<TokenEmbedding> job = new EncodeJob<>(
                model,
                texts,
                (text, states) -> PackedRows.pack(
                        compressor.compress(states, choice.of(text)), compressor.dimensions(), command.encoding()),
                RequestContext.current().deadline());
        try {
            scheduler.run(job, RequestContext.current().deadline().remaining());
        } catch (ProblemException refused) {
            throw naming(refused, job);
        } finally {
            job.report(RequestContext.current().timings());
        }
        return answer(command, model, compressor, texts, job.results());
    }

    private static List<TokenizedText> tokenize(LoadedModel model, TokenVectorCommand command) {
        long start = System.nanoTime();
        InputType role = command.role();
        List<TokenizedText> texts = command.texts().stream()
                .map(text -> role == null ? text : model.artifact().prompts().apply(role, text))
                .map(model.tokenizer()::tokenize)
                .toList();
        RequestContext.current().timings().add("tokenize", System.nanoTime() - start);
        return texts;
    }

    private RowChoice choice(LoadedModel model, TokenVectorCommand command) {
        InputType role = command.role();
        String prompt = role == null ? "" : model.artifact().prompts().apply(role, "");
        int promptTokens =
                prompt.isBlank() ? 0 : model.tokenizer().tokenize(prompt).length() - 2;
        return new RowChoice(
                promptTokens, command.compression().dropStopWords() ? spaces.stopTokens(model) : StopTokens.none());
    }

    private static long chars(
            List<TokenizedText> texts, RowChoice choice, RowCompressor compressor, TokenEncoding encoding) {
        return texts.stream()
                .mapToLong(text -> PackedRows.base64Length(
                        compressor.rows(choice.of(text).length), compressor.dimensions(), encoding))
                .sum();
    }

    private static void refuseTooLarge(long chars) {
        if (chars > MAX_ANSWER_CHARS) {
            throw ProblemException.invalidField(
                    "texts",
                    "would be answered with %d MB, at most %d are allowed: send fewer at once, or ask for int8, pool, dimensions or drop_stop_words"
                            .formatted(chars / 1_000_000, MAX_ANSWER_CHARS / 1_000_000));
        }
    }

    /** A text the model has no finite vectors for is the caller's to change, so it is told which one. */
    private static ProblemException naming(ProblemException refused, EncodeJob<?> job) {
        OptionalInt failed = job.failedText();
        return refused.type() != ProblemType.INVALID_REQUEST || failed.isEmpty()
                ? refused
                : ProblemException.invalidField(
                        "texts[" + failed.getAsInt() + "]",
                        "has no finite vectors in " + job.modelName() + "; change it or leave it out");
    }

    private static TokenEmbeddingsResponse answer(
            TokenVectorCommand command,
            LoadedModel model,
            RowCompressor compressor,
            List<TokenizedText> texts,
            List<@Nullable TokenEmbedding> embeddings) {
        return new TokenEmbeddingsResponse(
                embeddings.stream().map(Objects::requireNonNull).toList(),
                model.name(),
                model.name() + "@" + model.artifact().revision() + compressor.spaceSuffix(),
                compressor.dimensions(),
                command.encoding(),
                (System.nanoTime() - RequestContext.current().startNanos()) / 1_000_000,
                texts.stream().mapToInt(TokenizedText::length).sum(),
                IntStream.range(0, texts.size())
                        .filter(i -> texts.get(i).truncated())
                        .boxed()
                        .toList());
    }
}
