/**
 * Listens for SIGINT (Ctrl-C) and SIGTERM from now on, and resolves at the first of them: to be called before anything is
 * started, so that a signal that comes early is not the end of the process but of its start. The second signal ends the
 * process at once, for who does not want to wait.
 */
export function stopSignal(): Promise<'told'> {
  return new Promise((resolve) => {
    let told = false;
    const onSignal = (): void => {
      if (told) process.exit(1);
      told = true;
      resolve('told');
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  });
}
