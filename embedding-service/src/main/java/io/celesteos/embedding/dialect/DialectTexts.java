package io.celesteos.embedding.dialect;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.dialect.TextsOrTokens.Text;
import io.celesteos.embedding.dialect.TextsOrTokens.Tokens;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a dialect sent to the texts the pipeline takes. Thread-safe. */
@Component
public final class DialectTexts {

    private static final int MAX_REPORTED = 10;

    private final ModelCatalog catalog;

    DialectTexts(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The texts; token ids as the text they stand for, without special tokens, so that it is read, cached and
     * counted as any other.
     *
     * @param field the dialect's name for the input
     * @param input null where the request has none
     * @param model whose vocabulary the ids are of; null for the default
     * @throws ProblemException 400 when there is none, one is blank or an id is not in the vocabulary, 413 for
     *     more than {@value EmbedRequest#MAX_TEXTS}, 404 and 503 as {@link ModelCatalog#require}
     */
    public List<String> read(String field, @Nullable TextsOrTokens input, @Nullable String model) {
        if (input == null || input.pieces().isEmpty()) {
            throw ProblemException.invalidField(
                    field, "is required: a text or a list of 1 to " + EmbedRequest.MAX_TEXTS + " texts");
        }
        requireAtMostAllowed(field, input.pieces().size());
        List<String> texts = new ArrayList<>(input.pieces().size());
        for (int i = 0; i < input.pieces().size(); i++) {
            texts.add(
                    switch (input.pieces().get(i)) {
                        case Text(String text) -> text;
                        case Tokens(List<Integer> ids) -> decode(WireFields.at(field, i), ids, catalog.require(model));
                    });
        }
        requireSomethingIn(field, texts);
        return texts;
    }

    private static String decode(String field, List<Integer> ids, LoadedModel model) {
        int size = model.tokenizer().vocabularySize();
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            if (id < 0 || id >= size) {
                throw ProblemException.invalidField(
                        WireFields.at(field, i),
                        "is " + id + ", which is no token of " + model.name() + ": its ids are 0 to " + (size - 1)
                                + ". Send texts, or ids made with the model's own tokenizer");
            }
        }
        return ids.isEmpty()
                ? ""
                : model.tokenizer()
                        .decode(ids.stream().mapToLong(Integer::longValue).toArray());
    }

    /** @throws ProblemException 413 */
    static void requireAtMostAllowed(String field, int count) {
        if (count > EmbedRequest.MAX_TEXTS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_TEXTS,
                    "%s has %d texts; send at most %d in one request.".formatted(field, count, EmbedRequest.MAX_TEXTS));
        }
    }

    /** @throws ProblemException 400 naming each blank text */
    static void requireSomethingIn(String field, List<String> texts) {
        List<FieldProblem> blank = new ArrayList<>();
        for (int i = 0; i < texts.size() && blank.size() < MAX_REPORTED; i++) {
            if (texts.get(i).isBlank()) {
                blank.add(new FieldProblem(WireFields.at(field, i), "must not be empty"));
            }
        }
        if (!blank.isEmpty()) {
            throw ProblemException.invalid(
                    ProblemType.INVALID_REQUEST,
                    String.join(
                            "; ",
                            blank.stream()
                                    .map(problem -> problem.field() + " " + problem.message())
                                    .toList()),
                    blank);
        }
    }
}
