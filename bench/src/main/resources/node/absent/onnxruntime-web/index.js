// Node takes onnxruntime-node.
export default undefined;
