import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./subgraph-program.fixture.ts', import.meta.url));

/** How a subgraph answers. */
export type Manner = 'well' | 'garbage' | '50 MB';

/** A subgraph in a process of its own, which ends with this one. */
export async function startSubgraphProcess(host = '127.0.0.1', port = 0) {
  const child = fork(program, [host, String(port)], { execArgv: ['--import', 'tsx'] });
  const heard = async <T>(): Promise<T> => {
    const [message] = (await once(child, 'message')) as [T];
    return message;
  };
  const listening = await heard<{ port: number }>();
  const said = async <T>(word: string): Promise<T> => {
    const answer = heard<T>();
    child.send(word);
    return answer;
  };
  return {
    port: listening.port,
    url: `http://${host}:${listening.port}/graphql`,
    /** Answers otherwise from now on. */
    async answer(manner: Manner): Promise<void> {
      await said(manner);
    },
    /** How many requests it has got. */
    requests: async () => (await said<{ requests: number }>('requests')).requests,
    /** SIGKILL: connections are cut, and nobody listens. */
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    /** SIGSTOP: the system takes connections and bytes, but nobody answers. */
    stall: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
  };
}
