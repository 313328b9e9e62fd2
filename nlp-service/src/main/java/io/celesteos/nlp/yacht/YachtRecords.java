package io.celesteos.nlp.yacht;

import io.celesteos.contracts.tenancy.YachtId;
import java.time.ZoneId;
import java.util.List;

/** What is stored of one yacht. */
public record YachtRecords(
        YachtId yacht, ZoneId timeZone, List<YachtEquipment> equipment, List<YachtZone> zones, List<YachtPart> parts) {

    public YachtRecords {
        equipment = List.copyOf(equipment);
        zones = List.copyOf(zones);
        parts = List.copyOf(parts);
    }
}
