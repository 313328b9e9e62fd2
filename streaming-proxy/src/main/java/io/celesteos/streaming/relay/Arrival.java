package io.celesteos.streaming.relay;

import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.streaming.event.Citation;
import java.util.List;

/** How a branch ended. */
sealed interface Arrival {

    Branch branch();

    record Understood(ExtractResponse response) implements Arrival {
        @Override
        public Branch branch() {
            return Branch.ENTITIES;
        }
    }

    record FirstHits(SearchResponse response) implements Arrival {
        @Override
        public Branch branch() {
            return Branch.LEXICAL;
        }
    }

    record FusedHits(SearchResponse response) implements Arrival {
        @Override
        public Branch branch() {
            return Branch.FUSED;
        }
    }

    record FinalHits(SearchResponse response) implements Arrival {
        @Override
        public Branch branch() {
            return Branch.SEARCH;
        }
    }

    record Answered(List<Citation> citations) implements Arrival {
        public Answered {
            citations = List.copyOf(citations);
        }

        @Override
        public Branch branch() {
            return Branch.ANSWER;
        }
    }

    /** It was not asked for. */
    record Spared(Branch branch) implements Arrival {}

    /** It brought nothing. */
    record Lost(Branch branch, Exception cause) implements Arrival {}
}
