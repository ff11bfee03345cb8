/** What is to be done when a client goes away. One listener a request, however many fetches it has. */
const departures = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * What is done when the client goes away: add to it, and delete from it what has become needless.
 *
 * @param signal of the client's request.
 */
export function onDeparture(signal: AbortSignal): Set<() => void> {
  const known = departures.get(signal);
  if (known) return known;
  const departure = new Set<() => void>();
  departures.set(signal, departure);
  signal.addEventListener(
    'abort',
    () => {
      for (const leave of departure) leave();
    },
    { once: true },
  );
  return departure;
}
