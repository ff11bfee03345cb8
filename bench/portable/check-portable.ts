import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInternalKeys, readSigningKey, SubgraphTokenSigner } from '@reelhouse/auth';
import { systemClock as clock } from '@reelhouse/clock';
import { StartupError, stopSignal } from '@reelhouse/config';
import { subgraphs, supergraphSdl } from '@reelhouse/reelhouse';
import { openChains } from '../chain-at-scale.ts';
import type { HouseUrls } from '../access/house.ts';
import { Children, type Child } from '../gateway/child-process.ts';
import { installPeers } from '../gateway/install-peers.ts';
import { people, personHeader, type Person } from '../identities.ts';
import { limitedRun } from '../limited-run.ts';
import { ask, likenessOf } from './answers.ts';
import { comparisonTable, type Compared } from './portable-report.ts';
import { questions } from './questions.ts';

const forms = { stitching: 'Hive Gateway (stitching)', rust: 'Hive Gateway (Rust planner)' } as const;
type Form = keyof typeof forms;

const limitMinutes = 6;

/**
 * `npm run bench -- portable`: that the supergraph file says who may see what to any gateway that knows the federation
 * standard. Hive Gateway is started with it and with its own plugin for security directives, before the subgraphs over HTTP,
 * and asked what ours is asked.
 *
 * @throws {StartupError} if it answers otherwise where it should not.
 */
export async function checkPortable(): Promise<void> {
  const told = stopSignal();
  await installPeers((line) => console.error(line));
  const folder = await mkdtemp(join(tmpdir(), 'reelhouse-bench-'));
  const children = new Children();
  const chains = await openChains();
  const steps = 2 + Object.keys(forms).length;
  const compared = await limitedRun(
    { steps, minutes: limitMinutes, told },
    async (step) => {
      step('sample rows');
      const chain = await chains.create(1);
      const databaseUrls = Object.fromEntries(subgraphs.map(({ name }) => [name, chain.urlOf(name)]));
      step('our gateway and the subgraphs');
      const house = await children.start('bench/access/house.ts', { databaseUrls }, 'servers');
      const { privateKey, publicKeys } = createInternalKeys();
      const served = await children.start('bench/access/served-subgraphs.ts', { databaseUrls, publicKeys }, 'servers');
      const urls = served.said as Readonly<Record<string, string>>;
      const supergraph = join(folder, 'supergraph.graphql');
      await writeFile(supergraph, supergraphAt(urls));
      const ours = (house.said as HouseUrls).guarded;
      const found: Compared[] = [];
      for (const form of Object.keys(forms) as Form[]) {
        step(forms[form]);
        const config = { form, supergraph, urls, people, personHeader };
        const { child, said } = await children.start('bench/peers/access-gateway.mjs', config, 'servers');
        const renew = () => sendTokens(child, Object.keys(urls), privateKey);
        found.push(...(await compare(forms[form], ours, (said as { readonly url: string }).url, renew)));
      }
      return found;
    },
    async () => {
      await children.stop();
      await chains.stop();
      await rm(folder, { recursive: true, force: true });
    },
  );
  console.log(comparisonTable(compared));
  console.log(
    'Portable are @authenticated and @requiresScopes on fields and types, also those that composition adds where nothing is ' +
      'stated. Others leave out what is denied where ours says null. Not portable are @event, @eventScope and @perViewer ' +
      '(subscriptions of the house are answered by its own gateway only), the refusal of a whole mutation, and the tokens ' +
      'that subgraphs ask for, which a plugin has to sign. @public is not in the file: what it opens asks for nothing.',
  );
  const wrong = compared.filter(({ portable, likeness }) => portable && likeness === 'differs');
  if (wrong.length > 0) throw new StartupError(`${wrong.length} answers differ that should not`);
}

async function compare(
  gateway: string,
  ours: string,
  theirs: string,
  renewTokens: () => Promise<unknown>,
): Promise<Compared[]> {
  const found: Compared[] = [];
  for (const { name, query, askers, portable } of questions) {
    for (const person of askers) {
      await renewTokens();
      const [here, there] = [await ask(ours, query, person), await ask(theirs, query, person)];
      found.push({ gateway, name, person, portable, here, there, likeness: likenessOf(here, there) });
    }
  }
  return found;
}

async function sendTokens(child: Child, names: readonly string[], privateKey: string): Promise<void> {
  const key = readSigningKey(privateKey);
  if (!key) throw new Error('the key cannot be read');
  const signer = new SubgraphTokenSigner({ key, issuer: 'gateway', clock });
  const tokensOf = (person: Person) => {
    const caller = person === 'nobody' ? {} : { identity: people[person] };
    return Object.fromEntries(names.map((name) => [name, signer.sign(name, caller)]));
  };
  const persons: readonly Person[] = ['nobody', 'customer', 'staff', 'manager'];
  await child.ask({ tokens: Object.fromEntries(persons.map((person) => [person, tokensOf(person)])) }, 30);
}

/** The supergraph file, with these URLs of subgraphs. */
function supergraphAt(urls: Readonly<Record<string, string>>): string {
  return supergraphSdl().replaceAll(
    /@join__graph\(name: "(\w+)", url: "[^"]*"\)/g,
    (_, name: string) => `@join__graph(name: "${name}", url: "${urls[name] ?? ''}")`,
  );
}
