package io.celesteos.nlp.equipment;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The machines that a kind's name and what stands around it name: one, or several as in {@code generators 1 and 2}. */
final class MachineNameReader {

    private final SourceText source;
    private final BitSet named;

    /** @param named tokens at which the name of a machine or a place begins */
    MachineNameReader(SourceText source, BitSet named) {
        this.source = source;
        this.named = named;
    }

    /** The machines named, one for each number of "generators 1 and 2"; none when the term is a part of another word. */
    List<MachineName> read(PhraseHit<Term> hit) {
        var reading = new MachineNameReading(source, named, hit.first(), hit.last());
        reading.read();
        if (source.gapBefore(reading.first()) == Gap.JOINED || source.gapBefore(reading.last() + 1) == Gap.JOINED) {
            return List.of();
        }
        Span span = source.span(reading.first(), reading.last());
        List<MachineName> names = new ArrayList<>();
        names.add(reading.name(
                hit.value(),
                source.token(reading.first()).hashed() ? new Span(span.start() - 1, span.end()) : span,
                reading.number()));
        if (source.token(reading.last()).number()) {
            addFurtherNumbers(names, hit.value(), reading);
        }
        return names;
    }

    private void addFurtherNumbers(List<MachineName> names, Term term, MachineNameReading reading) {
        for (int i = furtherNumber(reading.last()); i >= 0; i = furtherNumber(i)) {
            Span span = source.token(i).span();
            names.add(reading.name(term, span, MachineNumber.of(source.token(i).form())));
        }
    }

    /** Index of the number that "and", "&" or a slash adds to the one at {@code index}; -1 when none is. */
    private int furtherNumber(int index) {
        int next = index + 1;
        if (follows(next) && source.token(next).form().equals("and")) {
            next++;
        } else if (!follows(next) || !isAdded(next)) {
            return -1;
        }
        boolean machine = follows(next)
                && source.token(next).number()
                && MachineNumber.of(source.token(next).form()) != null
                && !MachineNumber.isQuantityOrDate(source, next);
        return machine ? next : -1;
    }

    private boolean isAdded(int index) {
        String between = source.folded()
                .substring(
                        source.token(index - 1).span().end(),
                        source.token(index).span().start());
        return between.indexOf('&') >= 0 || between.equals("/");
    }

    private boolean follows(int index) {
        return MachineNameReading.follows(source, index);
    }
}
