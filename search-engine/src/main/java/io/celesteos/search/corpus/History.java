package io.celesteos.search.corpus;

import io.celesteos.search.tenancy.Watermark;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the database remembers of a yacht's past.
 *
 * @param head its state now
 * @param loggedFrom changes are told for all later generations
 * @param heldStamp stamp of the generation that was asked about, null where it is not remembered
 */
record History(Watermark head, long loggedFrom, @Nullable String heldStamp) {

    static final History NEVER_CHANGED = new History(Watermark.NONE, 0, null);

    /** What followed {@code held}; {@code told} reads the log and runs only where that is the answer. */
    Changes after(Watermark held, Supplier<Changes> told) {
        if (held.generation() > head.generation()) {
            return new Changes.OtherHistory();
        }
        if (held.generation() == head.generation()) {
            return held.equals(head) ? Changes.none() : new Changes.OtherHistory();
        }
        if (held.generation() < loggedFrom) {
            return new Changes.Untold();
        }
        if (held.equals(Watermark.NONE)) {
            return told.get();
        }
        if (heldStamp == null) {
            return new Changes.Untold();
        }
        return heldStamp.equals(held.stamp()) ? told.get() : new Changes.OtherHistory();
    }
}
