/** Everything that is compiled into the one kernel. AssemblyScript. */
export { multiply, packA, packB, packedColumns, packedRows, unpackB } from "./gemm";
export { gelu, normalize, scaleOf, softmax } from "./rows";
