package io.celesteos.nlp.extract;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.nlp.gazetteer.Lexicon;

/** The shipped lists as health sees them: loaded before the port opens, or the service does not start. */
final class GazetteerProbe implements DependencyProbe {

    private final Lexicon lexicon;

    GazetteerProbe(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public String name() {
        return "gazetteers";
    }

    @Override
    public DependencyState check() {
        return lexicon.size() > 0 ? DependencyState.healthy("loaded") : DependencyState.unhealthy("empty");
    }
}
