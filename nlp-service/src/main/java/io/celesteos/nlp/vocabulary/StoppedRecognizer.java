package io.celesteos.nlp.vocabulary;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A machine that stopped by itself: {@code watermaker stopped on E047}, {@code passerelle stopped half way}. */
public final class StoppedRecognizer implements Recognizer {

    private static final Set<String> STOPPED = Set.of("stopped", "stops");
    private static final Set<String> BY_ITSELF = Set.of(
            "on",
            "half",
            "halfway",
            "mid",
            "in",
            "by",
            "itself",
            "again",
            "when",
            "suddenly",
            "with",
            "after",
            "during");

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        SourceText source = scene.source();
        List<Candidate> found = new ArrayList<>();
        for (int i = 1; i < source.size(); i++) {
            if (STOPPED.contains(source.token(i).form())
                    && scene.isFree(source.token(i).span())
                    && i + 1 < source.size()
                    && source.gapBefore(i + 1).compareTo(Gap.SPACE) <= 0
                    && BY_ITSELF.contains(source.token(i + 1).form())
                    && followsMachine(scene, i)) {
                found.add(new Candidate(
                        EntityKind.SYMPTOMS,
                        source.span(i, i),
                        "shutdown",
                        0.8,
                        EntitySource.PATTERN,
                        "stopped_by_itself",
                        1,
                        mention -> new Entity.Term(mention, null)));
            }
        }
        return found;
    }

    private static boolean followsMachine(Scene scene, int index) {
        Stream<PhraseHit<Term>> named = Stream.of(TermKind.EQUIPMENT_TYPE, TermKind.MANUFACTURER, TermKind.MODEL)
                .flatMap(kind -> scene.mentioned(kind).stream());
        return named.anyMatch(hit -> hit.last() < index && index - hit.last() <= 2);
    }
}
