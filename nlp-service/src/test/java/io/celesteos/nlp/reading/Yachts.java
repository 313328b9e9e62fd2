package io.celesteos.nlp.reading;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtContextCompiler;
import io.celesteos.nlp.yacht.YachtEquipment;
import io.celesteos.nlp.yacht.YachtPart;
import io.celesteos.nlp.yacht.YachtRecords;
import io.celesteos.nlp.yacht.YachtZone;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** A small yacht for tests. */
public final class Yachts {

    public static final YachtId ID = YachtId.of("00000000-0000-4000-8000-00000000000a");

    private static final YachtContextCompiler COMPILER =
            new YachtContextCompiler(Readings.LEXICON.tokenizer(), Readings.ORDINARY_WORDS);

    private Yachts() {}

    public static YachtRecords records() {
        return new YachtRecords(
                ID,
                ZoneId.of("Europe/Monaco"),
                List.of(
                        item("ME-P", "Port main engine", "main_engine", "Caterpillar", "3512C", "port", null, "ME1"),
                        item(
                                "ME-S",
                                "Starboard main engine",
                                "main_engine",
                                "Caterpillar",
                                "3512C",
                                "starboard",
                                null,
                                "ME2"),
                        item(
                                "GEN-1",
                                "Generator 1",
                                "generator",
                                "Volvo Penta",
                                "D13 MG",
                                "port",
                                1,
                                "DG1",
                                "genset 1"),
                        item("GEN-2", "Generator 2", "generator", "Volvo Penta", "D13 MG", "starboard", 2, "DG2"),
                        item("GEN-3", "Emergency generator", "generator", "Northern Lights", "M944W", null, 3, "EDG"),
                        item("STAB-A", "Stabiliser A", "stabiliser", "Naiad Dynamics", "525", "port", null),
                        item(
                                "STAB-B",
                                "Stabiliser B",
                                "stabiliser",
                                "Naiad Dynamics",
                                "525",
                                "starboard",
                                null,
                                "stbd fin"),
                        item(
                                "HVAC-P",
                                "Port air handling unit",
                                "air_handling_unit",
                                "Heinen & Hopman",
                                "AHU-30",
                                "port",
                                null,
                                "Port HVAC"),
                        item("BT-1", "Bow thruster", "thruster", "Naiad Dynamics", "CT400", null, null, "BT"),
                        item("UPS-1", "Bridge UPS", "ups", "Eaton", "9PX", null, null, "UPS"),
                        item("WM-1", "Watermaker", "watermaker", "Aquasmall", null, null, null)),
                List.of(
                        new YachtZone("ER-LP", "Engine room, lower port", List.of("port engine space")),
                        new YachtZone("LAZ", "Lazarette", List.of("steering gear room")),
                        new YachtZone("WH", "Wheelhouse", List.of("bridge")),
                        new YachtZone("SUN", "Sun deck", List.of("jacuzzi deck")),
                        new YachtZone("STAB-P", "Port stabiliser space", List.of())),
                List.of(
                        new YachtPart("1R-0726", "Oil filter element", "Caterpillar"),
                        new YachtPart("21707132", "Lube oil filter", "Volvo Penta"),
                        new YachtPart("0501.216.445", "Filter", "ZF"),
                        new YachtPart("1234", "Washer", null),
                        new YachtPart("GASKET", "Gasket", null)));
    }

    public static YachtContext yacht() {
        return COMPILER.compile(records());
    }

    public static YachtContextCompiler compiler() {
        return COMPILER;
    }

    public static YachtEquipment item(
            String code,
            String name,
            String type,
            String manufacturer,
            String model,
            String side,
            Integer number,
            String... aliases) {
        return new YachtEquipment(
                UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)),
                code,
                name,
                type,
                manufacturer,
                model,
                side,
                number,
                List.of(aliases));
    }
}
