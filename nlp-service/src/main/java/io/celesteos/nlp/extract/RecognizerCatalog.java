package io.celesteos.nlp.extract;

import io.celesteos.nlp.equipment.EquipmentRecognizer;
import io.celesteos.nlp.equipment.SidedMakerRecognizer;
import io.celesteos.nlp.equipment.YachtEquipmentRecognizer;
import io.celesteos.nlp.faultcode.CaterpillarRecognizer;
import io.celesteos.nlp.faultcode.CaterpillarTable;
import io.celesteos.nlp.faultcode.CumminsRecognizer;
import io.celesteos.nlp.faultcode.J1939Recognizer;
import io.celesteos.nlp.faultcode.J1939Table;
import io.celesteos.nlp.faultcode.MtuRecognizer;
import io.celesteos.nlp.faultcode.ObdRecognizer;
import io.celesteos.nlp.faultcode.PanelCodeRecognizer;
import io.celesteos.nlp.faultcode.SpokenCodeRecognizer;
import io.celesteos.nlp.faultcode.VolvoPentaRecognizer;
import io.celesteos.nlp.identifier.HullNumberRecognizer;
import io.celesteos.nlp.identifier.ImoNumberRecognizer;
import io.celesteos.nlp.identifier.MmsiRecognizer;
import io.celesteos.nlp.location.LocationRecognizer;
import io.celesteos.nlp.location.SideRecognizer;
import io.celesteos.nlp.location.ZoneRecognizer;
import io.celesteos.nlp.measurement.MeasurementRecognizer;
import io.celesteos.nlp.part.AnnouncedPartRecognizer;
import io.celesteos.nlp.part.InventoryPartRecognizer;
import io.celesteos.nlp.part.MisreadPartRecognizer;
import io.celesteos.nlp.part.OemPartRecognizer;
import io.celesteos.nlp.part.UnlistedPartRecognizer;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.temporal.TemporalRecognizer;
import io.celesteos.nlp.vocabulary.ModelRecognizer;
import io.celesteos.nlp.vocabulary.StoppedRecognizer;
import io.celesteos.nlp.vocabulary.TermRecognizer;
import io.celesteos.nlp.vocabulary.YachtMakerRecognizer;
import java.util.List;

/**
 * The recognisers that run. Their order changes nothing: the resolver decides. A learned one may join them
 * ({@code LearnedRecognizers}).
 */
final class RecognizerCatalog {

    private RecognizerCatalog() {}

    static List<Recognizer> all() {
        J1939Table j1939 = J1939Table.load();
        return List.of(
                new J1939Recognizer(j1939),
                new SpokenCodeRecognizer(j1939),
                new CaterpillarRecognizer(CaterpillarTable.load(), j1939),
                new VolvoPentaRecognizer(),
                new MtuRecognizer(),
                new CumminsRecognizer(),
                new ObdRecognizer(),
                new PanelCodeRecognizer(),
                new ImoNumberRecognizer(),
                new MmsiRecognizer(),
                new HullNumberRecognizer(),
                new InventoryPartRecognizer(),
                new MisreadPartRecognizer(),
                new AnnouncedPartRecognizer(),
                new OemPartRecognizer(),
                new UnlistedPartRecognizer(),
                new TemporalRecognizer(),
                new MeasurementRecognizer(),
                new YachtEquipmentRecognizer(),
                new EquipmentRecognizer(),
                new SidedMakerRecognizer(),
                new ZoneRecognizer(),
                new LocationRecognizer(),
                new SideRecognizer(),
                new YachtMakerRecognizer(),
                new ModelRecognizer(),
                TermRecognizer.manufacturers(),
                TermRecognizer.symptoms(),
                new StoppedRecognizer(),
                TermRecognizer.actions());
    }
}
