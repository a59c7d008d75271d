/** Where the basemap's tiles of this version are: beside the page in a browser, behind the shell's own protocol in the desktop window. */
export function tilesUrl(version: string): string {
  const base = "__TAURI_INTERNALS__" in window ? "sigap://localhost" : window.location.origin;
  return `${base}/tiles/{z}/{x}/{y}.mvt?v=${encodeURIComponent(version)}`;
}
