package io.celesteos.embedding.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A BERT encoder with the weights of an ONNX file, as a TorchScript model: the forward pass of Devlin et al.
 * (arXiv 1810.04805), attention as in Vaswani et al. (arXiv 1706.03762), written out layer by layer.
 */
final class TorchScriptBert {

    private static final int HEADS = 12;

    /** Of each layer, in the order in which the exporter numbers its matrices; stored as [in, out]. */
    private static final List<String> MATRICES = List.of("query", "key", "value", "attended", "wide", "narrow");

    private TorchScriptBert() {}

    static void write(Path onnx, Path torchScript) throws IOException {
        Map<String, OnnxWeights.Tensor> weights = OnnxWeights.read(onnx);
        List<OnnxWeights.Tensor> matrices = weights.values().stream()
                .filter(tensor -> tensor.name().startsWith("onnx::MatMul_"))
                .toList();
        int layers = matrices.size() / MATRICES.size();
        long width = weights.get("embeddings.LayerNorm.weight").shape().getFirst();

        Map<String, OnnxWeights.Tensor> attributes = new LinkedHashMap<>();
        Source source = new Source(attributes, weights, width);
        source.embeddings();
        for (int layer = 0; layer < layers; layer++) {
            for (int m = 0; m < MATRICES.size(); m++) {
                attributes.put(MATRICES.get(m) + layer + "_w", matrices.get(layer * MATRICES.size() + m));
            }
            source.layer(layer);
        }
        TorchScriptArchive.write(torchScript, source.whole(), attributes);
    }

    private static final class Source {
        private final Map<String, OnnxWeights.Tensor> attributes;
        private final Map<String, OnnxWeights.Tensor> weights;
        private final long width;
        private final StringBuilder body = new StringBuilder();

        Source(Map<String, OnnxWeights.Tensor> attributes, Map<String, OnnxWeights.Tensor> weights, long width) {
            this.attributes = attributes;
            this.weights = weights;
            this.width = width;
        }

        /** The attribute holding that tensor of the ONNX file. */
        private String own(String attribute, String tensor) {
            attributes.put(attribute, weights.get(tensor));
            return "self." + attribute;
        }

        private void line(String pattern, Object... values) {
            body.append("    ").append(pattern.formatted(values)).append('\n');
        }

        private String normalized(String input, String attribute, String tensor) {
            return "torch.layer_norm(%s, [%d], %s, %s, 9.9999999999999998e-13)"
                    .formatted(
                            input,
                            width,
                            own(attribute + "_w", tensor + ".weight"),
                            own(attribute + "_b", tensor + ".bias"));
        }

        private String dense(String input, int layer, String matrix, String tensor) {
            return "torch.add(torch.matmul(%s, self.%s_w), %s)"
                    .formatted(input, matrix + layer, own(matrix + layer + "_b", tensor + ".bias"));
        }

        void embeddings() {
            line("count = torch.size(input_ids, 1)");
            line("words = torch.embedding(%s, input_ids)", own("word", "embeddings.word_embeddings.weight"));
            line("types = torch.embedding(%s, token_type_ids)", own("type", "embeddings.token_type_embeddings.weight"));
            line("places = torch.slice(%s, 0, 0, count)", own("position", "embeddings.position_embeddings.weight"));
            line("sum = torch.add(torch.add(words, types), places)");
            line("h = %s", normalized("sum", "embedding_norm", "embeddings.LayerNorm"));
            line("seen = torch.to(torch.unsqueeze(torch.unsqueeze(attention_mask, 1), 2), 6)");
            line("hidden = torch.mul(torch.sub(seen, 1.), 9.9999999999999994e+30)");
        }

        void layer(int layer) {
            String prefix = "encoder.layer." + layer + ".";
            for (String part : List.of("query", "key", "value")) {
                line("%s = %s", part.charAt(0), dense("h", layer, part, prefix + "attention.self." + part));
                line(
                        "%1$s = torch.permute(torch.reshape(%1$s, [-1, count, %2$d, %3$d]), [0, 2, 1, 3])",
                        part.charAt(0), HEADS, width / HEADS);
            }
            line(
                    "scores = torch.div(torch.matmul(q, torch.transpose(k, 2, 3)), %s)",
                    Math.sqrt((double) width / HEADS));
            line("shares = torch.softmax(torch.add(scores, hidden), -1)");
            line("context = torch.permute(torch.matmul(shares, v), [0, 2, 1, 3])");
            line("context = torch.reshape(context, [-1, count, %d])", width);
            line("attended = %s", dense("context", layer, "attended", prefix + "attention.output.dense"));
            line(
                    "h = %s",
                    normalized(
                            "torch.add(attended, h)", "attention_norm" + layer, prefix + "attention.output.LayerNorm"));
            line("wide = torch.gelu(%s)", dense("h", layer, "wide", prefix + "intermediate.dense"));
            line("narrow = %s", dense("wide", layer, "narrow", prefix + "output.dense"));
            line("h = %s", normalized("torch.add(narrow, h)", "output_norm" + layer, prefix + "output.LayerNorm"));
        }

        String whole() {
            StringBuilder source = new StringBuilder("""
                    class Encoder(Module):
                      __parameters__ = []
                      __buffers__ = []
                      training : bool
                    """);
            attributes.keySet().forEach(name -> source.append("  ").append(name).append(" : Tensor\n"));
            return source.append("""
                      def forward(self: __torch__.Encoder,
                        input_ids: Tensor,
                        attention_mask: Tensor,
                        token_type_ids: Tensor) -> Tensor:
                    """).append(body).append("    return h\n").toString();
        }
    }
}
