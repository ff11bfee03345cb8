// Imports a dump and kills itself when it comes to a step.
import { systemClock } from '@reelhouse/clock';
import postgres from 'postgres';
import { importDump } from './import-dump.ts';

const [url = '', file = '', step] = process.argv.slice(2);
await importDump(postgres(url, { onnotice: () => {} }), file, {
  clock: systemClock,
  replace: true,
  onProgress(progress) {
    if (progress.step === step) process.kill(process.pid, 'SIGKILL');
  },
});
