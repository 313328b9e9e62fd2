package io.celesteos.embedding.inference;

/** From one vector a token to one vector a text, as the model was trained. Texts are never padded here. */
public enum Pooling {
    /** The first token's vector (bge). */
    CLS {
        @Override
        public float[] pool(HiddenStates states) {
            float[] pooled = new float[states.dimensions()];
            for (int d = 0; d < pooled.length; d++) {
                pooled[d] = states.at(0, d);
            }
            return pooled;
        }
    },
    /** The mean over all tokens, special ones included (MiniLM, mpnet, e5). */
    MEAN {
        @Override
        public float[] pool(HiddenStates states) {
            float[] pooled = new float[states.dimensions()];
            for (int d = 0; d < pooled.length; d++) {
                double sum = 0;
                for (int token = 0; token < states.tokens(); token++) {
                    sum += states.at(token, d);
                }
                pooled[d] = (float) (sum / states.tokens());
            }
            return pooled;
        }
    };

    /** @return a new {@code float[dimensions]}, not normalised */
    public abstract float[] pool(HiddenStates states);
}
