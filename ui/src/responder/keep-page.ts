/**
 * Has the browser keep this page for when there is no signal. Only where the room is served over https: elsewhere no
 * browser allows it, and a reload without a signal shows what the browser kept by itself, or nothing.
 */
export function keepPage(): void {
  if (!window.isSecureContext || !("serviceWorker" in navigator)) return;
  const scope = window.location.pathname;
  navigator.serviceWorker.register("/responder-worker.js", { scope }).catch(() => {
    // Forbidden by the browser's settings: the page works as it does without.
  });
}
