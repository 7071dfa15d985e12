/**
 * Pixels of a picture with transparency as the file has them. A canvas multiplies colours by alpha and so loses
 * them where the picture is clear; Pillow's convert("RGB"), which models are trained behind, shows them.
 */

/** RGBA of a part of the bitmap, or null where the browser has no way to it. */
export async function readStraight(bitmap: ImageBitmap, part: DOMRect): Promise<Uint8ClampedArray | null> {
  try {
    return (await readByWebGl(bitmap, part)) ?? (await readByFrame(bitmap, part));
  } catch {
    return null;
  }
}

async function readByWebGl(bitmap: ImageBitmap, { x, y, width, height }: DOMRect): Promise<Uint8ClampedArray | null> {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl");
  if (!gl) return null;
  const cut = await createImageBitmap(bitmap, x, y, width, height, { premultiplyAlpha: "none" });
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, cut);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const rgba = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
  const failed = gl.getError() !== gl.NO_ERROR;
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  cut.close();
  return failed ? null : new Uint8ClampedArray(rgba.buffer);
}

/** For browsers without WebGL in workers; Chromium's frames have lost the colours too. */
async function readByFrame(bitmap: ImageBitmap, rect: DOMRect): Promise<Uint8ClampedArray> {
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const options = { rect, format: "RGBA" } as VideoFrameCopyToOptions;
    const rgba = new Uint8ClampedArray(frame.allocationSize(options));
    await frame.copyTo(rgba, options);
    return rgba;
  } finally {
    frame.close();
  }
}
