/**
 * Waits for the first SIGINT (Ctrl-C) or SIGTERM. A second one ends the process at once, for who does not want to wait.
 *
 * @param gone ends the wait as well, when something that is needed went away.
 * @returns which of the two it was.
 */
export async function untilToldToStop(gone?: Promise<unknown>): Promise<'told' | 'lost'> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const leave = (): never => process.exit(1);
  const end = await new Promise<'told' | 'lost'>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve('told'));
    void gone?.then(() => resolve('lost'));
  });
  for (const signal of signals) process.on(signal, leave);
  return end;
}
