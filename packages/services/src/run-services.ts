import { StartupError, stopSignal } from '@reelhouse/config';
import { startServices, type ServicesOptions } from './start-services.ts';

/**
 * `npm run services`: runs until it is told to stop, or until a service ends.
 *
 * @throws {StartupError} as `startServices` does, and if a service has ended by itself.
 */
export async function runServices(options: ServicesOptions): Promise<void> {
  const { print } = options;
  const told = stopSignal();
  const running = await startServices(options);
  print(`The graph is at ${running.url}. Ctrl-C stops everything.`);
  const ended = await Promise.race([told.then(() => undefined), running.ended]);
  print(ended === undefined ? 'Finishing what is under way …' : `${ended} ended. Stopping the others …`);
  await running.stop();
  if (ended !== undefined) throw new StartupError(`${ended} ended by itself; its lines say why`);
}
