package io.celesteos.nlp.yacht;

/** What a phrase of the yacht's own words names. */
public sealed interface YachtTerm {

    /** Whether the phrase counts only as written here, because in small letters it is a word of its own. */
    boolean exactCase();

    /** A machine, by name, code or alias. */
    record OfEquipment(YachtEquipment equipment, boolean exactCase) implements YachtTerm {}

    /** A zone, by name, code or alias. */
    record OfZone(YachtZone zone, boolean exactCase) implements YachtTerm {}

    /** A part, by number. */
    record OfPart(YachtPart part, boolean exactCase) implements YachtTerm {}

    /** Somebody who made a machine on board. */
    record OfMaker(String manufacturer, boolean exactCase) implements YachtTerm {}

    /** A model on board. */
    record OfModel(String model, String manufacturer, boolean exactCase) implements YachtTerm {}
}
