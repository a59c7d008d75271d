/** Where the basemap's tiles are: beside the page in a browser, behind the shell's own protocol in the desktop window. */
export function tilesUrl(): string {
  const base = "__TAURI_INTERNALS__" in window ? "sigap://localhost" : window.location.origin;
  return `${base}/tiles/{z}/{x}/{y}.mvt`;
}
