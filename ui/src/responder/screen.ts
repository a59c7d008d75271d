/**
 * Keeps the phone's screen on while the page is seen, for a sleeping phone neither sounds nor shares its position.
 * Browsers allow it to secure pages only; elsewhere the crew sets it on the phone. The answer ends it.
 */
export function keepScreenOn(): () => void {
  let lock: WakeLockSentinel | null = null;
  const keep = async () => {
    if (document.hidden || !("wakeLock" in navigator)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      // A low battery may refuse; the page works on.
    }
  };
  // The lock ends whenever the page is hidden.
  document.addEventListener("visibilitychange", keep);
  void keep();
  return () => {
    document.removeEventListener("visibilitychange", keep);
    void lock?.release();
  };
}
