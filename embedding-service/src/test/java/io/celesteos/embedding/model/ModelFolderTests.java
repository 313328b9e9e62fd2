package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.inference.DjlEncoderBackend;
import io.celesteos.embedding.inference.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from Hugging Face style folders; their weights are empty files, which only loading would open. */
class ModelFolderTests {

    private static final String BERT = """
            {"architectures": ["BertModel"], "model_type": "bert", "hidden_size": 384, "num_attention_heads": 12,
             "max_position_embeddings": 512, "pad_token_id": 0}""";

    private static final String POOLING = """
            {"word_embedding_dimension": 384, "pooling_mode_cls_token": %s, "pooling_mode_mean_tokens": %s,
             "pooling_mode_max_tokens": false}""";

    private static final String MODULES = """
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}%s]""";

    private static final String NORMALIZE =
            ", {\"idx\": 2, \"name\": \"2\", \"path\": \"2_Normalize\", \"type\": \"sentence_transformers.models.Normalize\"}";

    @TempDir
    private Path folder;

    @BeforeAll
    static void settings() {
        DjlSettings.apply(RealModels.FOLDER);
    }

    private ModelFolder.Content read() {
        return new ModelFolder(folder, 512, new DjlEncoderBackend()).read();
    }

    private ModelArtifact only() {
        ModelFolder.Content content = read();
        assertThat(content.broken()).isEmpty();
        assertThat(content.usable()).hasSize(1);
        return content.usable().getFirst();
    }

    private Path write(String name, String file, String content) throws IOException {
        Path path = folder.resolve(name).resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    /** The least a model needs. */
    private void model(String name, String config) throws IOException {
        write(name, "config.json", config);
        write(name, "tokenizer.json", "{}");
        write(name, "onnx/model.onnx", "");
    }

    @Test
    void aFolderThatIsNotThereHasNoModels() {
        ModelFolder.Content none = new ModelFolder(folder.resolve("nowhere"), 512, new DjlEncoderBackend()).read();

        assertThat(none.usable()).isEmpty();
        assertThat(none.broken()).isEmpty();
    }

    @Test
    void readsPoolingNormalisationAndLimitAsPublished() throws IOException {
        model("our-model", BERT);
        write("our-model", "modules.json", MODULES.formatted(NORMALIZE));
        write("our-model", "1_Pooling/config.json", POOLING.formatted("true", "false"));
        write("our-model", "sentence_bert_config.json", "{\"max_seq_length\": 128, \"do_lower_case\": false}");

        ModelArtifact artifact = only();

        assertThat(artifact.task()).isEqualTo(ModelTask.EMBEDDING);
        assertThat(artifact.dimensions()).isEqualTo(384);
        assertThat(artifact.maxTokens()).isEqualTo(128);
        assertThat(artifact.pooling()).isEqualTo(Pooling.CLS);
        assertThat(artifact.normalized()).isTrue();
        assertThat(artifact.prompts()).isEqualTo(Prompts.NONE);
        assertThat(artifact.precision()).isEqualTo("fp32");
    }

    @Test
    void aPipelineWithoutNormalisationHasNone() throws IOException {
        model("our-model", BERT);
        write("our-model", "modules.json", MODULES.formatted(""));
        write("our-model", "1_Pooling/config.json", POOLING.formatted("false", "true"));

        assertThat(only().pooling()).isEqualTo(Pooling.MEAN);
        assertThat(only().normalized()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bge-large-en-v1.5, CLS", "bge-base-en, CLS", "all-mpnet-base-v2, MEAN", "gte-small, MEAN"})
    void whatSaysNothingOfPoolingIsPooledAsItsFamily(String name, Pooling pooling) throws IOException {
        model(name, BERT);

        assertThat(only().pooling()).isEqualTo(pooling);
        assertThat(only().normalized()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "multilingual-e5-large,\"query: \",\"passage: \"",
                "e5-small-v2,\"query: \",\"passage: \"",
                "multilingual-e5-large-instruct,\"\",\"\"",
                "bge-base-en-v1.5,\"Represent this sentence for searching relevant passages: \",\"\"",
                "all-mpnet-base-v2,\"\",\"\""
            })
    void promptsComeFromTheFamily(String name, String query, String passage) throws IOException {
        model(name, BERT);
        // What newer exports write where nothing is known.
        write(name, "config_sentence_transformers.json", "{\"prompts\": {\"query\": \"\", \"document\": \"\"}}");

        assertThat(only().prompts()).isEqualTo(new Prompts(query, passage));
    }

    @Test
    void theFamilyIsRecognisedByWhatItWasTrainedFrom() throws IOException {
        model("ours", BERT.replace("{\"arch", "{\"_name_or_path\": \"intfloat/e5-base-v2\", \"arch"));

        assertThat(only().prompts().query()).isEqualTo("query: ");
    }

    @Test
    void publishedPromptsComeFirst() throws IOException {
        model("e5-ours", BERT);
        write(
                "e5-ours",
                "config_sentence_transformers.json",
                "{\"prompts\": {\"query\": \"find: \", \"document\": \"text: \"}}");

        assertThat(only().prompts()).isEqualTo(new Prompts("find: ", "text: "));
    }

    @Test
    void aliasesOfKnownModelsComeWithTheirFolder() throws IOException {
        model("all-mpnet-base-v2", BERT.replace("384", "768"));

        assertThat(only().aliases()).contains("mpnet");
        assertThat(only().dimensions()).isEqualTo(768);
    }

    @ParameterizedTest
    @CsvSource({
        // position table, tokenizer's limit, expected; RoBERTa's table begins behind the padding's id
        "bert, 512, 1000000000000000019884624838656, 512",
        "bert, 256, 512, 256",
        "bert, 512, 128, 128",
        "bert, 8192, 8192, 512",
        "xlm-roberta, 514, 512, 512",
        "mpnet, 258, 512, 256"
    })
    void theLimitIsTheSmallest(String type, int positions, String tokenizer, int expected) throws IOException {
        model(
                "ours",
                BERT.replace("\"bert\"", "\"" + type + "\"")
                        .replace("512", Integer.toString(positions))
                        .replace("\"pad_token_id\": 0", "\"pad_token_id\": 1"));
        write("ours", "tokenizer_config.json", "{\"model_max_length\": " + tokenizer + "}");

        assertThat(only().maxTokens()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "onnx/model.onnx, model.onnx, fp32",
        "model.onnx, onnx/model_quantized.onnx, fp32",
        "onnx/model_quantized.onnx, model_quantized.onnx, int8"
    })
    void weightsAreTakenInOrder(String first, String second, String precision) throws IOException {
        model("ours", BERT);
        Files.delete(folder.resolve("ours/onnx/model.onnx"));
        write("ours", second, "");
        write("ours", first, "");

        assertThat(only().weights().path())
                .isEqualTo(folder.toRealPath().resolve("ours").resolve(first));
        assertThat(only().precision()).isEqualTo(precision);
    }

    @Test
    void aDataFileCountsAsWeights() throws IOException {
        model("ours", BERT);
        write("ours", "onnx/model.onnx_data", "x".repeat(1_000));

        assertThat(only().details().weightBytes()).isEqualTo(1_000);
    }

    @Test
    void aClassifierWithOneLabelIsAReranker() throws IOException {
        model(
                "ours",
                BERT.replace("BertModel", "BertForSequenceClassification")
                        .replace("{\"arch", "{\"id2label\": {\"0\": \"LABEL_0\"}, \"arch"));

        assertThat(only().task()).isEqualTo(ModelTask.RERANKING);
        assertThat(only().dimensions()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json | nonsense | config.json is not valid JSON",
                "config.json | {} | config.json has no model_type",
                "config.json | {\"model_type\": \"llama\", \"hidden_size\": 8} | is of the type llama",
                "config.json | {\"model_type\": \"bert\"} | has no hidden_size",
                "config.json | {\"model_type\": \"bert\", \"hidden_size\": 384, \"architectures\": [\"BertForTokenClassification\"]} | is a BertForTokenClassification",
                "config.json | {\"model_type\": \"bert\", \"hidden_size\": 384, \"architectures\": [\"BertForSequenceClassification\"]} | classifies into 2 labels",
                "config.json | {\"model_type\": \"bert\", \"hidden_size\": 384, \"max_position_embeddings\": 4} | reads only 4 tokens",
                "modules.json | [{\"type\": \"sentence_transformers.models.Dense\"}] | has a Dense module",
                "modules.json | [{\"type\": \"x.Pooling\", \"path\": \"../other\"}] | names a file outside its folder",
                "modules.json | [{\"type\": \"x.Pooling\", \"path\": \"2_Pooling\"}] | 2_Pooling/config.json, which is missing",
                "1_Pooling/config.json | {\"pooling_mode_max_tokens\": true} | pools by pooling_mode_max_tokens",
                "1_Pooling/config.json | {\"word_embedding_dimension\": 768, \"pooling_mode_cls_token\": true} | expects 768 dimensions",
                "1_Pooling/config.json | {} | names no way of pooling"
            })
    void aBrokenModelSaysWhyAndHurtsNobody(String file, String content, String reason) throws IOException {
        model("broken", BERT);
        write("broken", file, content);
        model("whole", BERT);

        ModelFolder.Content read = read();

        assertThat(read.usable()).extracting(ModelArtifact::name).containsExactly("whole");
        assertThat(read.broken()).hasSize(1);
        assertThat(read.broken().get("broken")).contains(reason).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, has no config.json",
        "tokenizer.json, has no tokenizer.json",
        "onnx/model.onnx, has no weights"
    })
    void aMissingFileIsNamed(String file, String reason) throws IOException {
        model("broken", BERT);
        Files.delete(folder.resolve("broken").resolve(file));

        assertThat(read().broken().get("broken")).contains(reason);
    }

    @Test
    void torchScriptNeedsItsVariant() throws IOException {
        model("torch", BERT);
        Files.delete(folder.resolve("torch/onnx/model.onnx"));
        write("torch", "model.pt", "");

        assertThat(read().broken())
                .isEqualTo(Map.of("torch", "its model.pt needs the pytorch variant of this service"));
    }

    @Test
    void nothingOutsideTheFolderIsRead(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.json"), BERT);
        model("linked-file", BERT);
        Files.delete(folder.resolve("linked-file/config.json"));
        Files.createSymbolicLink(folder.resolve("linked-file/config.json"), secret);
        model("elsewhere", BERT);
        Files.move(folder.resolve("elsewhere"), outside.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("linked-folder"), outside.resolve("elsewhere"));

        ModelFolder.Content read = read();

        assertThat(read.usable()).isEmpty();
        assertThat(read.broken().get("linked-file")).contains("leads out of the model's folder");
        assertThat(read.broken().get("linked-folder")).contains("leads out of the models folder");
    }

    @ParameterizedTest
    @CsvSource({"a b", "model;rm", "'back\\slash'", "motoröl"})
    void unfitNamesAreRefused(String name) throws IOException {
        model(name, BERT);

        assertThat(read().broken().get(name)).contains("letters, digits");
    }

    @Test
    void hiddenFoldersAreNoModels() throws IOException {
        model(".fetch-x", BERT);

        assertThat(read().usable()).isEmpty();
        assertThat(read().broken()).isEmpty();
    }
}
