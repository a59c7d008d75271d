// Which of the room's addresses a caller's phone should be given.

/** Whether phones elsewhere reach an address, and would give their location to a page from there. */
export type Reach = "loopback" | "insecure" | "fine";

const LOOPBACK = /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/;

export function reaching(origin: string): Reach {
  if (LOOPBACK.test(origin)) return "loopback";
  return origin.startsWith("https://") ? "fine" : "insecure";
}

/** The address that serves best: https, then any that isn't this machine alone, then what there is. */
export function bestOrigin(origins: readonly string[], own: string): string | null {
  const known = origins.length > 0 ? origins : own.startsWith("http") ? [own] : [];
  const order: Reach[] = ["fine", "insecure", "loopback"];
  return order.flatMap((reach) => known.filter((origin) => reaching(origin) === reach))[0] ?? null;
}
