declare module "*?simd" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module "*?simd+relaxed-simd" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
