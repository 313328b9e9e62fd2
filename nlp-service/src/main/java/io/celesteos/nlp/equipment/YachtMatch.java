package io.celesteos.nlp.equipment;

import io.celesteos.nlp.yacht.YachtEquipment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which machine of the yacht's list a name means, if it can mean only one. */
final class YachtMatch {

    /** What crews call by a wider word than the list does. */
    private static final Map<String, Set<String>> WIDER = Map.of(
            "engine", Set.of("main_engine"),
            "emergency_generator", Set.of("generator"),
            "hvac", Set.of("air_handling_unit"),
            "gyro_stabiliser", Set.of("stabiliser"));

    /** Words that part machines of one type: a stern thruster is not the bow thruster. */
    private static final Set<String> QUALIFIERS = Set.of("bow ", "stern ", "emergency ", "main switchboard");

    private YachtMatch() {}

    /** Null when no machine fits, or several do. */
    static @Nullable YachtEquipment find(MachineName name, List<YachtEquipment> equipment) {
        YachtEquipment only = null;
        for (YachtEquipment item : equipment) {
            if (fits(name, item)) {
                if (only != null) {
                    return null;
                }
                only = item;
            }
        }
        return only;
    }

    private static boolean fits(MachineName name, YachtEquipment item) {
        String itemName = item.name().toLowerCase(Locale.ROOT);
        if (QUALIFIERS.stream().anyMatch(word -> name.canonicalType().startsWith(word) && !itemName.contains(word))) {
            return false;
        }
        boolean sameType = item.type().equals(name.type())
                || WIDER.getOrDefault(name.type(), Set.of()).contains(item.type());
        return sameType
                && (name.side() == null || name.side().equals(item.side()))
                && (name.number() == null || name.number().equals(item.number()))
                && (name.letter() == null || endsWithLetter(item, name.letter()));
    }

    private static boolean endsWithLetter(YachtEquipment item, String letter) {
        String name = item.name().toLowerCase(Locale.ROOT);
        return name.endsWith(" " + letter)
                || item.code().toLowerCase(Locale.ROOT).endsWith("-" + letter);
    }
}
