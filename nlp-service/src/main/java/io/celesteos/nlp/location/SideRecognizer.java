package io.celesteos.nlp.location;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sides that stand alone and say where: {@code stbd won't take throttle}, {@code port tanks}, {@code work on the port
 * side}. What is a machine's or a place's side belongs to it and wins there, being longer. "Port" has so many other
 * meanings that it must come after a maker, a model or a code, or before a word that has a side.
 */
public final class SideRecognizer implements Recognizer {

    private static final Map<String, String> SURE = Map.of("starboard", "starboard", "fwd", "forward", "aft", "aft");
    private static final Set<String> DIRECTION =
            Set.of("to", "from", "towards", "in", "next", "at", "come", "go", "turn", "heel", "of", "any", "every");
    private static final Set<String> OTHER_MEANING =
            Set.of("wine", "tack", "authority", "state", "captain", "agent", "of", "call");
    private static final Set<String> SIDED =
            Set.of("side", "tank", "tanks", "bank", "outer", "inner", "stuck", "dead", "same", "only", "bunk", "hull");

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        SourceText source = scene.source();
        List<Candidate> found = new ArrayList<>();
        Set<Integer> afterMakers = null;
        for (int i = 0; i < source.size(); i++) {
            String form = source.token(i).form();
            boolean port = form.equals("port");
            if (!(port || SURE.containsKey(form))
                    || !scene.isFree(source.token(i).span())
                    || source.gapBefore(i) == Gap.JOINED
                    || source.gapBefore(i + 1) == Gap.JOINED
                    || isDirection(source, i)) {
                continue;
            }
            if (port) {
                afterMakers = afterMakers == null ? afterMakers(scene) : afterMakers;
                if (!afterMakers.contains(i)
                        && !(follows(source, i + 1)
                                && SIDED.contains(source.token(i + 1).form()))) {
                    continue;
                }
            }
            boolean side = follows(source, i + 1) && source.token(i + 1).form().equals("side");
            Span span = source.span(i, side ? i + 1 : i);
            String canonical = SURE.getOrDefault(form, "port");
            found.add(new Candidate(
                    EntityKind.LOCATIONS,
                    span,
                    side ? canonical + " side" : canonical,
                    port ? 0.7 : 0.75,
                    EntitySource.PATTERN,
                    "side_alone",
                    0,
                    mention -> new Entity.Location(mention, null)));
        }
        return found;
    }

    private static boolean isDirection(SourceText source, int index) {
        boolean before = index > 0
                && source.gapBefore(index).compareTo(Gap.SPACE) <= 0
                && DIRECTION.contains(source.token(index - 1).form());
        boolean after = follows(source, index + 1)
                && OTHER_MEANING.contains(source.token(index + 1).form());
        return before || after;
    }

    /** Tokens right after a maker, a model or anything that was taken before: a code. */
    private static Set<Integer> afterMakers(Scene scene) {
        SourceText source = scene.source();
        Set<Integer> after = new HashSet<>();
        for (TermKind kind : List.of(TermKind.MANUFACTURER, TermKind.MODEL)) {
            scene.mentioned(kind).forEach(hit -> {
                if (source.gapBefore(hit.last() + 1) == Gap.SPACE && endsOrGoesOn(source, hit.last() + 2)) {
                    after.add(hit.last() + 1);
                }
            });
        }
        for (int i = 1; i < source.size(); i++) {
            if (!scene.isFree(source.token(i - 1).span())
                    && source.gapBefore(i) == Gap.SPACE
                    && source.gapBefore(i + 1).compareTo(Gap.COMMA) >= 0) {
                after.add(i);
            }
        }
        return after;
    }

    /** "Volvo port helm" is the helm's side; "C32 port came up" and "volvo port," are the engine's. */
    private static boolean endsOrGoesOn(SourceText source, int next) {
        return source.gapBefore(next).compareTo(Gap.COMMA) >= 0
                || (next < source.size()
                        && Set.of("came", "has", "is", "was", "shows", "gives", "stopped", "and", "with", "on", "at")
                                .contains(source.token(next).form()));
    }

    private static boolean follows(SourceText source, int index) {
        return index < source.size() && source.gapBefore(index).compareTo(Gap.SPACE) <= 0;
    }
}
