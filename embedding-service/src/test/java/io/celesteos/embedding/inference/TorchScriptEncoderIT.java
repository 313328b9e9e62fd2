package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.TorchModels;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs with PyTorch on the class path, in an execution of its own: see the pom. */
@EnabledIfSystemProperty(named = "celeste.test.pytorch", matches = "true")
class TorchScriptEncoderIT {

    private static TorchModels models;

    @BeforeAll
    static void load() throws Exception {
        models = TorchModels.load((onnx, torchScript) -> TorchScriptBert.write(onnx, torchScript));
    }

    /** 20 texts of 3 to 256 tokens. */
    private static List<TokenizedText> texts(LoadedModel model) {
        return Stream.concat(
                        Stream.of("x", "CAT 3512 overheating", "Motoröl, двигатель, 发动机 \uD83D\uDEA2"),
                        IntStream.range(0, 17)
                                .mapToObj(i -> "Replace the raw water pump impeller of generator " + i
                                        + " every 1,000 running hours. ".repeat(1 + 2 * i)))
                .map(model.tokenizer()::tokenize)
                .toList();
    }

    private static float[] vector(LoadedModel model, HiddenStates states) {
        return L2Normalization.normalize(model.artifact().pooling().pool(states));
    }

    @Test
    void givesTheVectorsOfTheOnnxModel() {
        LoadedModel onnx = models.onnx();
        LoadedModel torch = models.torchScript();

        for (TokenizedText text : texts(onnx)) {
            float[] expected = vector(onnx, onnx.encoder().encode(text));
            float[] found = vector(torch, torch.encoder().encode(text));
            for (int d = 0; d < expected.length; d++) {
                assertThat(found[d]).isCloseTo(expected[d], within(1e-5f));
            }
        }
    }

    @Test
    void aPaddedBatchGivesTheVectorsOfItsTextsAlone() {
        LoadedModel torch = models.torchScript();
        List<TokenizedText> texts = texts(torch);

        List<HiddenStates> together = torch.encoder().encodeBatch(texts);

        for (int i = 0; i < texts.size(); i++) {
            float[] alone = vector(torch, torch.encoder().encode(texts.get(i)));
            float[] batched = vector(torch, together.get(i));
            for (int d = 0; d < alone.length; d++) {
                assertThat(batched[d]).isCloseTo(alone[d], within(1e-5f));
            }
        }
    }

    @Test
    void isListedWithItsEngine() {
        assertThat(models.catalog().info("minilm-torch").engine()).isEqualTo("pytorch");
        assertThat(models.catalog().info("minilm-torch").dimensions()).isEqualTo(384);
    }
}
