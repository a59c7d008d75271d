// Who draws the map on this machine.

/** Names that WebGL's software renderers go by. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export type Drawing = "gpu" | "processor";

/** Whether a renderer of this name is a program rather than a graphics card. */
export const drawnBy = (renderer: string): Drawing => (SOFTWARE.test(renderer) ? "processor" : "gpu");

/** By whom the map would be drawn; null where this machine can't draw one at all. */
export function drawing(): Drawing | null {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return null;
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  // A browser has few contexts to give.
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return drawnBy(renderer);
}
