package io.celesteos.nlp.tagger;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.Span;
import java.util.List;

/**
 * What {@code extract: ["mentions"]} answers: the learned tagger's own spans, in the five top classes of MaintIE
 * ({@code physical_object, activity, state, process, property}). Spans may hold others ({@code oil filter} and
 * {@code filter}). Thread-safe.
 */
public final class MentionTagger {

    /** Resource of its model. */
    public static final String MODEL = "/tagger/mentions.bin.gz";

    /** Chosen by cross-validation on MaintIE's train split for the best micro F1 ({@code docs/nlp/tagger.md}). */
    public static final double THRESHOLD = 0.5;

    private static final String RULE = "maintie";

    private final SpanTagger tagger;

    MentionTagger(SpanTagger tagger) {
        this.tagger = tagger;
    }

    /** With the model that ships with the service. */
    public static MentionTagger shipped(TextEncoder encoder) {
        return new MentionTagger(new SpanTagger(encoder, ModelFile.load(MODEL), Cut.BLANKS));
    }

    /** In the order of the text, a longer span before those it holds; offsets count UTF-16 units of {@code text}. */
    public List<Entity.Term> mentions(String text) {
        FoldedText folded = FoldedText.of(text);
        return tagger.tag(folded, THRESHOLD).stream()
                .map(tagged -> new Entity.Term(mention(folded, tagged), tagged.label()))
                .toList();
    }

    private static Mention mention(FoldedText text, TaggedSpan tagged) {
        Span span = tagged.span();
        return new Mention(
                text.written(span),
                text.originalStart(span),
                text.originalEnd(span),
                text.folded().substring(span.start(), span.end()),
                Math.round(tagged.probability() * 1000) / 1000.0,
                EntitySource.MODEL,
                false,
                RULE);
    }
}
