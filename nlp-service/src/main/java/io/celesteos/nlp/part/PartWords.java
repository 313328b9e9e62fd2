package io.celesteos.nlp.part;

import java.util.Set;

/** Words that say what a text deals with. */
final class PartWords {

    /** Spare parts: numbers of a maker's shape are meant as such. */
    static final Set<String> SPARES = words("""
            part parts pn filter filters impeller impellers seal seals gasket gaskets kit kits element elements
            belt belts spare spares stock order reorder bearing bearings oring ring rings anode anodes injector
            injectors thermostat thermostats hose cartridge inventory replacement
            """);

    /** Stores or buying: numbers of no maker's shape may be part numbers too. */
    static final Set<String> STORES = words("""
            stock inventory order ordering ordered reorder part parts item bin store stores shelf qty quantity
            pcs pieces piece backorder spare spares hold hose filter filters gasket fuse elements element kit
            kits pump pr po requisition have add took taking count counted box deduct buy need available left
            arrived received replaced fitted belt seal bearing membrane membranes
            """);

    private PartWords() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
