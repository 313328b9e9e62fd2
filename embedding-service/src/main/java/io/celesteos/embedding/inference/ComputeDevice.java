package io.celesteos.embedding.inference;

/** Where models are to be computed. */
public enum ComputeDevice {
    CPU,
    /** The first GPU; where there is none, the CPU, with a warning. */
    GPU,
    /** The first GPU where there is one. */
    AUTO
}
