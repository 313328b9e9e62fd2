package io.celesteos.nlp.vocabulary;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.text.Gap;
import java.util.Set;

/** Whether a symptom's word tells of one: the "alarm" in "alarm A12" only announces the code. */
final class ThingsGoneWrong {

    private static final Set<String> ANNOUNCE = Set.of("alarm", "fault", "failure");

    private ThingsGoneWrong() {}

    static boolean isMeant(Scene scene, PhraseHit<Term> hit) {
        return !ANNOUNCE.contains(hit.value().canonical()) || !announcesCode(scene, hit.last() + 1);
    }

    private static boolean announcesCode(Scene scene, int next) {
        return next < scene.source().size()
                && scene.source().gapBefore(next).compareTo(Gap.SPACE) <= 0
                && !scene.isFree(scene.source().token(next).span());
    }
}
