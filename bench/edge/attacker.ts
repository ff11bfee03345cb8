/** An attacker, in a process of its own. */
import { setPriority } from 'node:os';
import type { AttackJob, AttackResult } from './attack.ts';
import { attacks } from './attacks/attacks.ts';
import { doJobs } from './job-process.ts';

/** The probe has the same processor: it must not wait for the attacker. */
setPriority(19);

doJobs(async ({ name, url, seconds }: AttackJob): Promise<AttackResult> => {
  const answers = new Map<string, number>();
  let [requests, bytes, answered, isOver] = [0, 0, 0, false];
  await attacks[name].attack({
    url: new URL(url),
    seconds,
    localAddress: '127.0.0.2',
    sent(more, count = 1) {
      requests += count;
      bytes += more;
    },
    answered(what) {
      if (isOver) return;
      answered++;
      answers.set(what, (answers.get(what) ?? 0) + 1);
    },
  });
  isOver = true;
  return { sent: requests, bytes, answers: Object.fromEntries(answers), unanswered: Math.max(0, requests - answered) };
});
