package io.celesteos.embedding.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engines through DJL: ONNX Runtime, and PyTorch for TorchScript files ({@code .pt}) where the build has it.
 * ONNX Runtime's engine always comes first: once anything else of that runtime was touched, it cannot start.
 */
public final class DjlEncoderBackend implements EncoderBackend {

    private static final Logger log = LoggerFactory.getLogger(DjlEncoderBackend.class);

    private static final String ONNX_RUNTIME = "OnnxRuntime";
    private static final String PYTORCH = "PyTorch";

    /**
     * One thread a call: on 2 cores, 100 texts of 25 to 400 tokens took 2.6 s with two callers of one-thread
     * sessions, 3.2 s in sorted batches with two threads inside, 13 s as one padded batch.
     */
    private static final Map<String, String> SESSION =
            Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1", "executionMode", "SEQUENTIAL");

    private final ComputeDevice wanted;
    private boolean warned;

    /** On the CPU. */
    public DjlEncoderBackend() {
        this(ComputeDevice.CPU);
    }

    public DjlEncoderBackend(ComputeDevice wanted) {
        this.wanted = wanted;
    }

    @Override
    public String engine() {
        return "onnxruntime";
    }

    @Override
    public String engineFor(Path weights) {
        return isTorchScript(weights) ? "pytorch" : engine();
    }

    @Override
    public boolean runs(Path weights) {
        return !isTorchScript(weights) || Engine.hasEngine(PYTORCH);
    }

    private static boolean isTorchScript(Path weights) {
        return weights.getFileName().toString().endsWith(".pt");
    }

    @Override
    public Encoder open(Path weights, int dimensions) {
        return open(weights, EncoderShape.ofTokens(dimensions));
    }

    @Override
    public Encoder open(Path weights, EncoderShape shape) {
        Engine engine = engine(weights);
        Device device = device(engine);
        try {
            return open(weights, shape, engine, device);
        } catch (InferenceException refused) {
            if (!device.isGpu()) {
                throw refused;
            }
            // A GPU is there and its libraries are not, or its memory is taken.
            warnOnce("the GPU could not be used: " + rootMessage(refused));
            return open(weights, shape, engine, Device.cpu());
        }
    }

    private static Engine engine(Path weights) {
        Engine onnx = Engine.getEngine(ONNX_RUNTIME);
        if (!isTorchScript(weights)) {
            return onnx;
        }
        if (!Engine.hasEngine(PYTORCH)) {
            throw new InferenceException("a TorchScript model needs the pytorch variant of this service");
        }
        return Engine.getEngine(PYTORCH);
    }

    private Encoder open(Path weights, EncoderShape shape, Engine engine, Device device) {
        String file = weights.getFileName().toString();
        Model model = Model.newInstance(file, device, engine.getEngineName());
        try {
            model.load(weights.toAbsolutePath().getParent(), file, isTorchScript(weights) ? Map.of() : SESSION);
            return isTorchScript(weights)
                    ? DjlEncoder.positional(model, shape, device.isGpu())
                    : DjlEncoder.named(model, shape, device.isGpu());
        } catch (IOException | MalformedModelException | RuntimeException unreadable) {
            model.close();
            throw new InferenceException("cannot load " + file, unreadable);
        }
    }

    private Device device(Engine engine) {
        if (wanted == ComputeDevice.CPU) {
            return Device.cpu();
        }
        if (engine.getGpuCount() > 0) {
            return Device.gpu();
        }
        if (wanted == ComputeDevice.GPU) {
            warnOnce("no GPU was found that this build can use");
        }
        return Device.cpu();
    }

    private synchronized void warnOnce(String why) {
        if (!warned) {
            warned = true;
            log.warn("Models are computed on the CPU although embedding.models.device asks for a GPU: {}", why);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
